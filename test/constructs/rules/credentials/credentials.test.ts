import fc from 'fast-check';
import {
  credentialIn,
  credentialsInArguments,
  credentialsInText,
  credentialsInValue,
} from '../../../../constructs/rules/credentials/credentials';
import { CORPUS, dummy, JOBMANAGER, WORD } from './corpus';

/** `${…}`, which a template literal of a test would fill in. */
const variable = (inside: string) => `$${`{${inside}}`}`;
const url = (password: string) => `postgresql://odc:${password}@db:5432/odc`;
const token = (prefix: string, length: number) => prefix + dummy(51, length);
const hex = (length: number) => Buffer.from(dummy(52, length)).toString('hex').slice(0, length);
const uuid = [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-');

describe('the corpus', () => {
  it.each(CORPUS.map((file) => [file.name, file] as const))(
    'shows all credentials of %s, and nothing else',
    (_, { name, text, credentials }) => {
      expect(credentialsInText(text, name).map(({ key }) => key)).toEqual(credentials);
    },
  );

  it('holds the 24 keys of the job manager, of which 9 are credentials', () => {
    expect(JOBMANAGER.text.match(/^\w+:/gm)).toHaveLength(24);
    expect(JOBMANAGER.credentials).toHaveLength(9);
  });

  it('shows the same in an object as in its text', () => {
    const entries = JOBMANAGER.text.matchAll(/^(\w+): ["']?(.*?)["']?$/gm);
    const object = Object.fromEntries([...entries].map(([, key, value]) => [key, value]));
    expect(credentialsInValue(object)).toEqual(credentialsInText(JOBMANAGER.text, JOBMANAGER.name));
  });

  it('never shows a value', () => {
    for (const { name, text } of CORPUS) {
      const words = text.match(/[A-Za-z0-9]{8,}/g) ?? [];
      const values = words.filter((word) => /\d/.test(word) && /[A-Z]/.test(word));
      const shown = JSON.stringify(credentialsInText(text, name));
      expect(values.filter((word) => shown.includes(word))).toEqual([]);
      expect(shown).not.toContain(WORD);
    }
  });
});

describe('credentialIn', () => {
  it.each([
    ['PSQL_DB_PASS', "its name says 'pass'"],
    ['psqlDbPass', "its name says 'pass'"],
    ['db-password', "its name says 'password'"],
    ['PGPASSWORD', "its name says 'pgpassword'"],
    ['requirepass', "its name says 'requirepass'"],
    ['MYSQL_PWD', "its name says 'pwd'"],
    ['GDAL_HTTP_USERPWD', "its name says 'userpwd'"],
    ['passphrase', "its name says 'passphrase'"],
    ['DJANGO_SECRET', "its name says 'secret'"],
    ['clientSecret', "its name says 'secret'"],
    ['SECRET_KEY', "its name says 'secret key'"],
    ['AWS_ACCESS_KEY_ID', "its name says 'access key'"],
    ['AWS_SESSION_TOKEN', "its name says 'token'"],
    ['USGS_EE_TOKEN', "its name says 'token'"],
    ['APIKey', "its name says 'api key'"],
    ['PL_API_KEY', "its name says 'api key'"],
    ['PC_SDK_SUBSCRIPTION_KEY', "its name says 'subscription key'"],
    ['gcp_private_key', "its name says 'private key'"],
    ['credentials', "its name says 'credentials'"],
    ['basic_auth', "its name says 'auth'"],
    ['AUTH_HEADER', "its name says 'auth header'"],
    ['GDAL_HTTP_BEARER', "its name says 'bearer'"],
    ['jwt', "its name says 'jwt'"],
    ['SENTRY_DSN', "its name says 'dsn'"],
    ['AZURE_STORAGE_CONNECTION_STRING', "its name says 'connection string'"],
    ['AZURE_STORAGE_SAS', "its name says 'sas'"],
    ['password2', "its name says 'password'"],
    ['OAuthToken', "its name says 'token'"],
    ['RABBITMQ_ERLANG_COOKIE', "its name says 'erlang cookie'"],
    ['spring.datasource.password', "its name says 'password'"],
  ])('finds by its name %s', (key, reason) => {
    expect(credentialIn(key, dummy(61))).toEqual({ key, reason });
    expect(credentialIn(key, WORD)).toEqual({ key, reason });
  });

  it.each([
    ['PSQL_DB_USER'],
    ['PSQL_DB_URL'],
    ['TOKEN_URL'],
    ['auth_uri'],
    ['AWS_SHARED_CREDENTIALS_FILE'],
    ['secretName'],
    ['SECRET_NAME'],
    ['token_ttl'],
    ['password_path'],
    ['password_encryption'],
    ['AUTH_USER_MODEL'],
    ['PASSWORD_HASHERS'],
    ['ssh_public_key'],
    ['existingSecret'],
    ['use_token'],
    ['no-auth-warning'],
    ['next_token'],
    ['bypass'],
    ['bandpass'],
    ['compass'],
    ['overpass'],
    ['tokenizer'],
    ['author'],
    ['authority'],
    ['auth_db'],
    ['secretary'],
    ['keyboard'],
    ['sort_key'],
    ['description'],
    ['passwordPattern'],
    ['token_regex'],
    ['slack_webhook'],
    ['webhook-name'],
    [''],
  ])('passes a word under the name %j', (key) => {
    expect(credentialIn(key, 'something')).toBeUndefined();
  });

  it.each([
    [''],
    ['  '],
    [variable('DB_PASS')],
    [variable('DB_PASS:-')],
    ['$(DB_PASS)'],
    ['$DB_PASS'],
    ['{{ .Values.password }}'],
    ['%(db_pass)s'],
    ['%DB_PASS%'],
    ['{password}'],
    ['<password>'],
    ['<your password>'],
    ['****'],
    ['None'],
    ['null'],
    ['true'],
    ['False'],
    ['disabled'],
    ['/run/secrets/db-password'],
    ['./secrets/db.txt'],
    ['file:/run/secrets/db-password'],
    ['$slack-token'],
    ['$dex.acme.clientSecret'],
    ['$oidc.auth0.clientSecret'],
    ['$github-app:client_secret'],
    ['https://login.example.com/oauth'],
    ['vault:secret/data/db#password'],
    ['!ENV DB_PASS'],
    ['ENC[AES256_GCM,data:x]'],
    ['0'],
    ['30'],
  ])('passes the value %j under any name', (value) => {
    expect(credentialIn('DB_PASSWORD', value)).toBeUndefined();
  });

  it.each([
    ['token', '3600'],
    ['max_token', '4096'],
    ['token_lifetime', '5m'],
    ['auth', 'true'],
    ['auth', 'basic'],
    ['GDAL_HTTP_AUTH', 'NEGOTIATE'],
    ['orbit_pass', 'DESCENDING'],
    ['@octokit/auth', '^5.0.0'],
    ['DB_DSN', 'host=db dbname=odc'],
    ['DB_DSN', 'postgresql://db/odc'],
    ['PWD', '/code'],
    ['webhook_url', 'https://hooks.example.com/deploy'],
    ['validating-webhook', ':8443'],
    ['webhook_key_file', 'tls.key'],
    ['key', 'commonsensing/fiji/landsat_8_geomedian/2019'],
    ['key', 'LC08_L1TP_042025_20200624_20200707_01_T1'],
  ])('passes %s with the value %s', (key, value) => {
    expect(credentialIn(key, value)).toBeUndefined();
  });

  it.each([
    ['DB_PASS', '12345678'],
    ['password', 'true1'],
    ['password', '$ecret'],
    ['password', '$ummer-2024'],
    ['password', '$ome.Pa55word'],
    ['password', variable(`DB_PASS:-${WORD}`)],
    ['AWS_SECRET', `/${dummy(62, 19)}/${dummy(63, 19)}`],
    ['DB_DSN', `host=db password=${WORD}`],
    ['SENTRY_DSN', `https://${hex(32)}@sentry.example.com/1`],
    ['WEBHOOK_URL', `https://chat.example.com/hooks/${dummy(64, 30)}`],
    ['slack_webhook', dummy(61)],
    ['webhook', `https://chat.example.com/in?id=${hex(32)}`],
    ['webhook_token', WORD],
    ['webhook_secret', WORD],
    ['key', uuid],
    ['key', `1234:${uuid}`],
    ['key', dummy(65, 30)],
    ['salt', hex(32)],
  ])('finds %s with such a value', (key, value) => {
    expect(credentialIn(key, value)).toMatchObject({ key });
  });

  it.each([
    ['a private key', ['-----BEGIN', 'PRIVATE KEY-----\nx'].join(' ')],
    ['a private key', ['-----BEGIN', 'EC', 'PRIVATE KEY-----\nx'].join(' ')],
    ['a private key', Buffer.from(['-----BEGIN', 'PRIVATE KEY-----'].join(' ')).toString('base64')],
    ['a private key', Buffer.from(['-----BEGIN', 'RSA PRIVATE KEY'].join(' ')).toString('base64')],
    [
      'a private key',
      Buffer.from(['-----BEGIN', 'OPENSSH PRIVATE KEY'].join(' ')).toString('base64'),
    ],
    ['an AWS access key id', ['x AK', 'IA', 'IOSFODNN7INVALID'].join('')],
    ['a GitHub token', token('ghp' + '_', 36)],
    ['a GitLab token', token('glpat' + '-', 20)],
    ['a Google API key', token('AI' + 'za', 35)],
    ['a Slack token', token('xoxb' + '-', 20)],
    ['a JSON web token', token('eyJ' + 'hbGciOi', 20)],
    ['a Mailgun key', `key-${hex(32)}`],
    ['a signed URL', `https://x.example/a?sv=1&sig=${dummy(66, 40)}`],
    ['an authorization header', `Bearer ${dummy(67, 30)}`],
    ['an authorization header', `Basic ${Buffer.from(`user:${WORD}`).toString('base64')}`],
    ['a password hash', `$2y$10$${dummy(68, 53)}`],
    ['the password of a Redis user', `default on >${WORD} ~*`],
    ['a URL with a password', url(WORD)],
    ['a URL with a password', `redis://:${WORD}@redis`],
    ['a URL with a password', url(variable(`PASS:-${WORD}`))],
  ])('finds %s under any name', (what, value) => {
    expect(credentialIn('x', value)).toEqual({ key: 'x', reason: `its value has ${what}` });
  });

  it.each([
    [url('$(DB_PASS)')],
    [url(variable('DB_PASS'))],
    [url('')],
    [url('<password>')],
    ['postgresql://odc@db/odc'],
    ['git@github.com:a/b.git'],
    ['http://a:80/b@c'],
    ['Basic authentication'],
    ['Basic Multilingual Plane'],
    [`Bearer ${variable('TOKEN')}`],
    ['+proj=aea +lat_1=44.75 +lat_2=55.75 +datum=WGS84 +units=m +no_defs'],
    ['https://api.example.com/?token={token}&format=json'],
    [`sha256:${'0a'.repeat(32)}`],
  ])('passes %s under any name', (value) => {
    expect(credentialIn('x', value)).toBeUndefined();
  });

  it.each([
    [`https://api.example.com/?format=json&api_key=${dummy(69)}`, "its value sets 'api key'"],
    [`host=db password='${WORD}'`, "its value sets 'password'"],
    [`-Dspring.datasource.password=${WORD}`, "its value sets 'password'"],
    [`--no-save --requirepass ${WORD}`, "its option --requirepass: its name says 'requirepass'"],
  ])('finds what a value sets', (value, reason) => {
    expect(credentialIn('OPTIONS', value)).toEqual({ key: 'OPTIONS', reason });
  });

  it('looks into JSON and configuration texts', () => {
    const json = JSON.stringify({ a: [{ password: WORD }] });
    expect(credentialIn('CONFIG', json)?.key).toBe('CONFIG.a.0.password');
    expect(credentialIn('config.ini', `[db]\npassword=${WORD}\n`)?.key).toBe(
      'config.ini.db.password',
    );
  });

  it.each([undefined, null, true, 5, Symbol('x'), () => WORD, new Date(0)])(
    'passes what is no text: %p',
    (value) => {
      expect(credentialIn('DB_PASSWORD', value)).toBeUndefined();
    },
  );
});

describe('credentialsInValue', () => {
  it('names the path', () => {
    expect(
      credentialsInValue({ db: { password: WORD, user: 'odc' }, tokens: [dummy(71)] }),
    ).toEqual([
      { key: 'db.password', reason: "its name says 'password'" },
      { key: 'tokens.0', reason: "its name says 'tokens'" },
    ]);
  });

  it('reads entries of a name and a value', () => {
    const env = [
      { name: 'PGPASSWORD', value: WORD },
      { name: 'LOGLEVEL', value: 'ERROR' },
    ];
    expect(credentialsInValue({ env })).toEqual([
      { key: 'env.0.PGPASSWORD', reason: "its name says 'pgpassword'" },
    ]);
  });

  it('reads collections of passwords', () => {
    expect(credentialsInValue({ passwords: { admin: WORD, description: 'all' } })).toEqual([
      { key: 'passwords.admin', reason: "it stands under 'passwords'" },
    ]);
    expect(credentialsInValue({ secrets: { redis: 'redis-auth', x: dummy(72, 30) } })).toEqual([
      {
        key: 'secrets.x',
        reason: 'its value looks random, under a name given to secrets',
      },
    ]);
  });

  it('passes references to Secrets', () => {
    const valueFrom = { secretKeyRef: { name: 'redis', key: 'redis-password' } };
    const volume = { secret: { secretName: 'tls', defaultMode: 288, items: [{ key: 'tls.key' }] } };
    expect(
      credentialsInValue({ valueFrom, volume, imagePullSecrets: [{ name: 'regcred' }] }),
    ).toEqual([]);
  });

  it('reads a configuration inside a value that also holds a certificate', () => {
    const certificate = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----';
    const text = `ca: |\n  ${certificate.replace(/\n/g, '\n  ')}\ndb_password: ${WORD}\n`;
    expect(credentialsInValue({ 'config.yaml': text })).toEqual([
      { key: 'config.yaml.db_password', reason: "its name says 'password'" },
    ]);
  });

  it('hides a name that is a credential itself', () => {
    const name = ['AK', 'IA', 'IOSFODNN7INVALID'].join('');
    expect(credentialsInValue({ [name]: { password: WORD } })).toEqual([
      { key: '….password', reason: "its name says 'password'" },
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withMap: true }), (value) => {
        expect(Array.isArray(credentialsInValue(value))).toBe(true);
      }),
    );
  });
});

describe('credentialsInText', () => {
  it('passes what is no text', () => {
    const text: string = JSON.parse('null');
    expect(credentialsInText(text, 'config.yaml')).toEqual([]);
  });

  it('passes a configuration without credentials', () => {
    const text =
      'ROOT_DIR: /code\nPROJECTION: +proj=aea +lat_1=44.75 +units=m +no_defs\n' +
      'LOGGING_CONFIG:\n  console_level: DEBUG\nPARAMS:\n  LC8:\n    bands: [B2, B3]\n';
    expect(credentialsInText(text, 'config.yaml')).toEqual([]);
  });

  it.each([
    ['a.yaml', 'password: '],
    ['a.json', '{"password": '],
    ['a.py', 'PASSWORD = '],
    ['a.toml', 'password = '],
  ])('reads %s with a hundred thousand brackets in a moment', (file, start) => {
    const begin = performance.now();
    credentialsInText(start + '['.repeat(100_000), file);
    credentialsInText(start + '[{"a":'.repeat(100_000), file);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('finds a credential that lies deeper than its path is told', () => {
    const text = `${'{"a": ['.repeat(300)}{"password": "${WORD}"}${']}'.repeat(300)}`;
    const [finding, ...more] = credentialsInText(text, 'a.json');
    expect(more).toEqual([]);
    expect(finding?.key).toMatch(/^(a\.0\.)+.*password$/);
    expect(finding?.key.length).toBeLessThan(200);
  });

  it('names each place once', () => {
    const text = `password: ${WORD}\n---\npassword: ${dummy(81)}\n`;
    expect(credentialsInText(text, 'x.yaml')).toHaveLength(1);
  });

  it('names a line where there is no name', () => {
    const text = ['-----BEGIN', 'PRIVATE KEY-----\nx\n'].join(' ');
    expect(credentialsInText(text, 'tls.key')).toEqual([
      { key: 'line 1', reason: 'its value has a private key' },
    ]);
  });

  it('finds a password under whatever name, in whatever format, wherever it stands', () => {
    const write: Record<string, (name: string, value: string) => string> = {
      'a.yaml': (name, value) => `x:\n  - y: 1\n    ${name}: ${value} # here\n`,
      'b.yaml': (name, value) => `x: {y: 1, ${name}: "${value}"}\n`,
      'a.json': (name, value) => JSON.stringify({ x: [{ [name]: value }] }),
      'a.ini': (name, value) => `[x]\ny = 1\n${name} = ${value}\n`,
      'a.conf': (name, value) => `${name}: ${value}\n`,
      '.env': (name, value) => `Y=1\nexport ${name}='${value}'\n`,
      'a.toml': (name, value) => `[x]\ny = { ${name} = "${value}" }\n`,
      'a.py': (name, value) => `X = dict(y=1,\n  ${name}='${value}')\n`,
    };
    const names = ['password', 'DB_PASS', 'apiKey', 'secret_key', 'oauth_token'];
    const start = fc.constantFrom(...'abcXYZ'.split(''));
    const rest = fc.string({
      unit: fc.constantFrom(...'abcXYZ019!@.%^*-_+'.split('')),
      minLength: 4,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(write)),
        fc.constantFrom(...names),
        fc.tuple(start, rest),
        (file, name, [first, others]) => {
          const text = write[file]?.(name, `${first}${others}`) ?? '';
          expect({ text, found: credentialsInText(text, file) }).toMatchObject({
            found: [{ key: expect.stringContaining(name) }],
          });
        },
      ),
    );
  });
});

describe('credentialsInArguments', () => {
  it.each<[string[], string, string]>([
    [['-dbName=geocube', `-dbPassword=${WORD}`], '-dbPassword', "its name says 'password'"],
    [['--password', WORD], '--password', "its name says 'password'"],
    [['--db.password', WORD], '--db.password', "its name says 'password'"],
    [['env', `PGPASSWORD=${WORD}`, 'psql'], 'PGPASSWORD', "its name says 'pgpassword'"],
    [['--db', url(WORD)], '--db', 'its value has a URL with a password'],
    [['psql', url(WORD)], 'argument 2', 'its value has a URL with a password'],
    [[`--db=${url(WORD)}`], '--db', 'its value has a URL with a password'],
    [['redis-cli', '-a', WORD], '-a', 'redis-cli takes a password there'],
    [['curl', '-u', `user:${WORD}`], '-u', 'its value has a user and a password'],
    [
      ['sh', '-c', `PGPASSWORD='${WORD}' psql -h db; true`],
      'PGPASSWORD',
      "its name says 'pgpassword'",
    ],
    [['sh', '-c', `exec x --api-key ${WORD}`], '--api-key', "its name says 'api key'"],
    [[`redis-cli -h redis -a ${WORD} ping`], '-a', 'redis-cli takes a password there'],
    [['sh', '-c', `curl ${url(WORD)}`], 'argument 3', 'its value has a URL with a password'],
    [
      ['-H', `Authorization: Bearer ${dummy(91, 30)}`],
      'argument 2',
      'its value has an authorization header',
    ],
    [['--set', `a=1,postgresqlPassword=${WORD}`], '--set', "its value sets 'password'"],
    [[`--from-literal=redis-password=${WORD}`], '--from-literal', "its value sets 'password'"],
  ])('finds it in %j', (args, key, reason) => {
    expect(credentialsInArguments(args)).toEqual([{ key, reason }]);
  });

  it.each<[string[]]>([
    [['flask', 'run', '--host', '0.0.0.0']],
    [['--bind', '0.0.0.0:5000', '--log-level=debug', 'jobmanager.wsgi', '--timeout', '300']],
    [['-g', 'daemon off;']],
    [['-dbPassword=$(DB_PASSWORD)', '--password', '$(DB_PASSWORD)']],
    [['--password-file', '/run/secrets/password']],
    [['--passwordfile=/run/secrets/password']],
    [['redis-cli', '--no-auth-warning', '-a', '$(REDIS_PASSWORD)']],
    [['--user', '1000:1000']],
    [['--auth', '--verbose']],
    [['--validating-webhook=:8443', '--webhook-name=ingress-nginx-admission']],
    [['--webhook-name', 'ingress-nginx-admission', '--webhook-namespace=ingress']],
    [['--validating-webhook-certificate=/usr/local/certificates/cert']],
    [['sh', '-c', 'exec redis-server --requirepass "$REDIS_PASSWORD"']],
    [['-eventsQueue=events', '-update=30s', '-rc=consolidater', '-pod.cost.port=9000']],
    [[]],
  ])('passes %j', (args) => {
    expect(credentialsInArguments(args)).toEqual([]);
  });

  it('passes what is no list of texts', () => {
    const values: string[] = JSON.parse('[null, 5, {"a": "b"}]');
    expect(credentialsInArguments(values)).toEqual([]);
    expect(credentialsInArguments(JSON.parse('null'))).toEqual([]);
  });

  it('never throws', () => {
    const unit = fc.constantFrom(...'-a=:"\'\\ ;$(){}/@'.split(''), 'pass', '--token');
    fc.assert(
      fc.property(fc.array(fc.string({ unit })), (args) => {
        expect(Array.isArray(credentialsInArguments(args))).toBe(true);
      }),
    );
  });
});

/**
 * What is found although it is no credential. Who has one of these says so where the file is given;
 * to pass them in silence would pass real ones too.
 */
describe('known false positives', () => {
  it.each([
    ['first_pass', 'gamma'],
    ['imagePullSecret', 'regcred'],
    ['special_token', 'CLS'],
    ['passwd', 'files ldap'],
    ['auth', 'custom'],
    ['secret_backend_key_id', 'main-key-of-the-vault'],
    ['API_TOKEN', '$token'],
    ['password', 'ask your administrator'],
    ['cache_key', uuid],
  ])('%s: %s', (key, value) => {
    expect(credentialIn(key, value)).toBeDefined();
  });
});

/** What is passed although it is a credential: only a person who knows the program can see it. */
describe('known misses', () => {
  it.each([
    ['S3_LOGIN', `someone/${WORD}`],
    ['SWIFT_KEY', WORD],
    ['token', '12345678'],
    ['password', '/secret'],
  ])('%s: %s', (key, value) => {
    expect(credentialIn(key, value)).toBeUndefined();
  });
});
