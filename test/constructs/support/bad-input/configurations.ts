import { Duration } from 'cdk8s';
import { ConfigFile, SecretKey } from '../../../../constructs';
import { untyped } from '../errors';
import { external, files, type Row, secretFiles, TEXT, TOKEN } from './row';
import { CONFIG_KEY, CREDENTIALS, MOUNT_PATH, SECRET_KEY, SUBDOMAIN } from './rules';

/** What files hold, and where secrets are. */
export const configurations: readonly Row[] = [
  ['no file', files({}), "ConfigFileMount 'system/config': files must hold at least one file"],
  [
    'a file at a relative path',
    files({ 'code/config.yaml': TEXT }),
    `ConfigFileMount 'system/config': files: path ${MOUNT_PATH}, got 'code/config.yaml'; write '/code/config.yaml'`,
  ],
  [
    'a file at a folder',
    files({ '/code/': TEXT }),
    `ConfigFileMount 'system/config': files: path ${MOUNT_PATH}, got '/code/'; write '/code'`,
  ],
  [
    'a file at the root',
    files({ '/': TEXT }),
    `ConfigFileMount 'system/config': files: path ${MOUNT_PATH}, got '/'`,
  ],
  [
    'a file in the words of Docker',
    files({ '/code/config.yaml:ro': TEXT }),
    `ConfigFileMount 'system/config': files: path ${MOUNT_PATH}, got '/code/config.yaml:ro'; write '/code/config.yaml' and mount it read-only`,
  ],
  [
    'a file above its folder',
    files({ '/code/../config.yaml': TEXT }),
    `ConfigFileMount 'system/config': files: path ${MOUNT_PATH}, got '/code/../config.yaml'; write '/config.yaml'`,
  ],
  [
    'a decimal mode',
    files({ '/a': ConfigFile.text('a', { mode: 644 }) }),
    "ConfigFileMount 'system/config': files['/a'] mode must be a file mode in octal, 0o000-0o777, got 644; write 0o644",
  ],
  [
    'a mode in quotes',
    files({ '/a': ConfigFile.text('a', untyped({ mode: '0644' })) }),
    "ConfigFileMount 'system/config': files['/a'] mode must be a file mode in octal, 0o000-0o777, got '0644'; write 0o644",
  ],
  [
    'a mode that is no number',
    files({ '/a': ConfigFile.text('a', { mode: Number.NaN }) }),
    "ConfigFileMount 'system/config': files['/a'] mode must be a file mode in octal, 0o000-0o777, got NaN",
  ],
  [
    'a file of more than one MiB',
    files({ '/a': ConfigFile.text('a'.repeat(1048577)) }),
    "ConfigFileMount 'system/config': files['/a'] must have at most 1048576 bytes, as a ConfigMap holds no more, got 1048577; put the file into the image or on a volume",
  ],
  [
    'files of more than one MiB together',
    files({ '/a': ConfigFile.text('a'.repeat(600000)), '/b': ConfigFile.text('b'.repeat(600000)) }),
    "ConfigFileMount 'system/config': files must have at most 1048576 bytes together, as a ConfigMap holds no more, got 1200000; make several ConfigFileMounts, or put large files on a volume",
  ],
  [
    'a file on disk by a relative path',
    files({ '/a': ConfigFile.file('nginx.conf') }),
    "ConfigFileMount 'system/config': files['/a'] must be read from an absolute path, got 'nginx.conf'; write path.join(__dirname, 'nginx.conf')",
  ],
  [
    'a file on disk that is missing',
    files({ '/a': ConfigFile.file('/no/such/file') }),
    "ConfigFileMount 'system/config': files['/a'] must be read from a file that exists, got '/no/such/file'",
  ],
  [
    'a folder on disk',
    files({ '/a': ConfigFile.file('/') }),
    "ConfigFileMount 'system/config': files['/a'] must be read from a file that exists, got '/'",
  ],
  [
    'a password in YAML',
    files({ '/a.yaml': ConfigFile.yaml({ db: { password: 'hunter2hunter2' } }) }),
    `ConfigFileMount 'system/config': files['/a.yaml'] ${CREDENTIALS}: db.password (its name says 'password'); ${SECRET_KEY}`,
  ],
  [
    'a password in a text',
    files({ '/code/settings.py': ConfigFile.text("SECRET_KEY = 'django-insecure-4x8'\n") }),
    `ConfigFileMount 'system/config': files['/code/settings.py'] ${CREDENTIALS}: SECRET_KEY (its name says 'secret key'); ${SECRET_KEY}`,
  ],
  [
    'an undefined value',
    files({ '/a': ConfigFile.yaml(untyped({ bands: [undefined] })) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold undefined at 'bands.0'",
  ],
  [
    'a date',
    files({ '/a': ConfigFile.json(untyped({ since: new Date(0) })) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a Date at 'since'",
  ],
  [
    'a number that is none',
    files({ '/a': ConfigFile.json({ ratio: Number.NaN }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold NaN at 'ratio'",
  ],
  [
    'a list in INI',
    files({ '/a': ConfigFile.ini(untyped({ tiler: { bands: ['B02'] } })) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold anything but a text, a number or a boolean at 'tiler.bands'",
  ],
  [
    'a value without a section in INI',
    files({ '/a': ConfigFile.ini(untyped({ debug: true })) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold anything but a map at 'debug'",
  ],
  [
    'line breaks in INI',
    files({ '/a': ConfigFile.ini({ tiler: { note: 'a\nb' } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a value with line breaks at 'tiler.note'",
  ],
  [
    'an object in dotenv',
    files({ '/a': ConfigFile.dotenv(untyped({ A: { b: 1 } })) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold anything but a text, a number or a boolean at 'A'",
  ],
  [
    'a mode of a file with secrets',
    files({ '/a': ConfigFile.yaml({ a: TOKEN }, { mode: 0o400 }) }),
    "ConfigFileMount 'system/config': files['/a'] mode must be left out, because the file holds secrets and is made in the pod",
  ],
  [
    'secrets in files that are live',
    files({ '/a/b': ConfigFile.yaml({ a: TOKEN }) }, { rollout: 'live' }),
    "ConfigFileMount 'system/config': rollout 'live' cannot fill in secrets, because they are filled in when a pod starts; use rollout 'hashed-name'",
  ],
  [
    'live files in two folders',
    files({ '/a/b': TEXT, '/c/d': TEXT }, { rollout: 'live' }),
    "ConfigFileMount 'system/config': rollout 'live' mounts one folder, so all files must be in it, got /a, /c; make one ConfigFileMount for each folder, or use rollout 'hashed-name'",
  ],
  [
    'a secret in a file by a name that is none',
    files({ '/a': ConfigFile.yaml({ a: SecretKey.of('My_Secret', 'a') }) }),
    `ConfigFileMount 'system/config': files['/a'] secretName ${SUBDOMAIN}, got 'My_Secret'; write 'my-secret'`,
  ],
  [
    'a secret in a file by a path',
    files({ '/a': ConfigFile.yaml({ a: SecretKey.of('login', 'a/b') }) }),
    `ConfigFileMount 'system/config': files['/a'] key ${CONFIG_KEY}, got 'a/b'; write 'b'`,
  ],
  [
    'no secret file',
    secretFiles({}),
    "SecretFileMount 'system/logins': files must hold at least one file",
  ],
  [
    'a secret file at a relative path',
    secretFiles({ '.netrc': TOKEN }),
    `SecretFileMount 'system/logins': files: path ${MOUNT_PATH}, got '.netrc'; write '/.netrc'`,
  ],
  [
    'a secret file without a key',
    secretFiles({ '/a': SecretKey.of('login', '') }),
    `SecretFileMount 'system/logins': files['/a'] key ${CONFIG_KEY}, got ''`,
  ],
  [
    'a secret file of a decimal mode',
    secretFiles({ '/a': TOKEN }, { mode: 400 }),
    "SecretFileMount 'system/logins': mode must be a file mode in octal, 0o000-0o777, got 400; write 0o400",
  ],
  [
    'an external secret without keys',
    external({ data: {} }),
    "ExternalSecret 'system/usgs': data must hold at least one key",
  ],
  [
    'an external secret of a key with a slash',
    external({ data: { 'a/b': { key: 'c' } } }),
    `ExternalSecret 'system/usgs': data key ${CONFIG_KEY}, got 'a/b'; write 'b'`,
  ],
  [
    'an external secret of a store by a path',
    external({ store: { name: 'vault/eo' } }),
    `ExternalSecret 'system/usgs': store.name ${SUBDOMAIN}, got 'vault/eo'; write 'vault-eo'`,
  ],
  [
    'an external secret that is read all the time',
    external({ refreshInterval: Duration.seconds(0) }),
    "ExternalSecret 'system/usgs': refreshInterval in seconds must be a whole number in 1-31536000, got 0",
  ],
  [
    'an external secret of a name with an underscore',
    external({ name: 'usgs_login' }),
    `ExternalSecret 'system/usgs': name ${SUBDOMAIN}, got 'usgs_login'; write 'usgs-login'`,
  ],
  [
    'a key that an external secret has not',
    (chart) => external({})(chart).key('password'),
    "ExternalSecret 'system/usgs': key must be one of token, got 'password'",
  ],
  [
    'a revision of nothing',
    secretFiles({ '/a': TOKEN }, { revision: '' }),
    "SecretFileMount 'system/logins': revision must say something, got ''; write '1'",
  ],
  [
    'an external secret of an entry without a name',
    external({ data: { token: { key: '' } } }),
    "ExternalSecret 'system/usgs': data['token'].key must name the entry, got ''",
  ],
  [
    'a variable name in dotenv with a space',
    files({ '/a': ConfigFile.dotenv({ 'MY NAME': 'a' }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a variable of this name at 'MY NAME'",
  ],
  [
    'a variable name in dotenv with a line break',
    files({ '/a': ConfigFile.dotenv({ 'A\nB': 'a' }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a variable of this name at 'A\\nB'",
  ],
  [
    'a key in INI that is empty',
    files({ '/a': ConfigFile.ini({ tiler: { '': 'a' } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a key of this name at 'tiler.'",
  ],
  [
    'a section in INI that is empty',
    files({ '/a': ConfigFile.ini({ '': { a: 'b' } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a section of this name at ''",
  ],
  [
    'a value in INI that configparser takes for an interpolation',
    files({ '/a': ConfigFile.ini({ tiler: { quality: '50%' } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a '%' that stands for no interpolation ('%%' is the sign itself) at 'tiler.quality'",
  ],
  [
    'a value in INI with spaces at its end, which are lost',
    files({ '/a': ConfigFile.ini({ tiler: { separator: ' ' } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a value with spaces at its ends at 'tiler.separator'",
  ],
  [
    'the mark of secrets in a key',
    files({ '/a': ConfigFile.yaml({ __cdk8s_eo_secret_0__: 1, token: TOKEN }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold '__cdk8s_eo_', which marks secrets",
  ],
  [
    'a file with a name that Linux cannot hold',
    files({ [`/${'a'.repeat(256)}`]: TEXT }),
    "ConfigFileMount 'system/config': files: path must have at most 255 bytes in each part, got '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...'",
  ],
  [
    'a live file whose name begins with two dots',
    files({ '/code/..config': TEXT }, { rollout: 'live' }),
    "ConfigFileMount 'system/config': files: path must not have a name that begins with '..' in a folder that is live, got '/code/..config'",
  ],
  [
    'an external secret of a property without a name',
    external({ data: { token: { key: 'eo/usgs', property: ' ' } } }),
    "ExternalSecret 'system/usgs': data['token'].property must name the entry, got ' '",
  ],
  [
    'keys in INI that differ in their case',
    files({ '/a': ConfigFile.ini({ tiler: { Quality: 1, quality: 2 } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold two keys that differ in their case alone at 'tiler.quality'",
  ],
  [
    'a mode above 0o777',
    files({ '/a': ConfigFile.text('a', { mode: 0o1755 }) }),
    "ConfigFileMount 'system/config': files['/a'] mode must be a file mode in octal, 0o000-0o777, got 0o1755",
  ],
  [
    'a circle in a configuration',
    (chart) => {
      const value: Record<string, unknown> = {};
      value.self = value;
      return files({ '/a': ConfigFile.yaml(untyped(value)) })(chart);
    },
    "ConfigFileMount 'system/config': files['/a'] must not hold itself at 'self'",
  ],
  [
    'a section of INI with a line break',
    files({ '/a': ConfigFile.ini({ 'a\nb': { c: 1 } }) }),
    "ConfigFileMount 'system/config': files['/a'] must not hold a section of this name at 'a\\nb'",
  ],
  [
    'a key that an external secret is not asked for',
    (chart) => external({})(chart).key(untyped(undefined)),
    "ExternalSecret 'system/usgs': key must be one of token, got nothing",
  ],
];
