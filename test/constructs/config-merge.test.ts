import type { Chart } from 'cdk8s';
import { parse } from 'yaml';
import { ConfigFile, SecretKey } from '../../constructs';
import { emptyChart, podOf } from './support/chart';
import { restrictedViolations } from './support/pod-security';
import { prepare } from './support/prepared-pod';
import { api, config } from './support/samples';

const PATH = '/code/config';

/** An API that mounts one file, in which two values are secret. */
function chartWith(file: ConfigFile, path = PATH): Chart {
  const chart = emptyChart();
  api(chart, { mounts: [config(chart, { [path]: file })] });
  return chart;
}

const secret = {
  first: SecretKey.of('database', 'password'),
  second: SecretKey.of('storage', 'access.key'),
};
const content = {
  host: 'db.example.org',
  password: secret.first,
  nested: { list: ['plain', secret.second, 'after'], note: 'ends with __ and %s and & and \\1' },
};

/** Every control character but NUL, which no secret in a file of text has. */
const CONTROLS = Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join('');

const values: readonly (readonly [string, string])[] = [
  ['letters', 'hunter2'],
  ['nothing', ''],
  ['spaces at both ends', '  two words  '],
  ['both quotes', `it's "quoted" 'twice' ""`],
  ['backslashes', 'C:\\new\\table\\\\ \\" \\u0041 \\'],
  ['tabs', '\ta\tb\t'],
  ['line breaks', 'first\nsecond\n\nfourth'],
  ['carriage returns', 'first\r\nsecond\rthird'],
  ['every control character', `a${CONTROLS}b`],
  ['DEL', 'a\u007fb'],
  ['UTF-8', 'größe 価格 🛰 \u2028 \u00a0'],
  ['the signs of substitutions', '& \\& \\1 $1 %s %d %% $& ~'],
  ['underscores', '__ __0__ _ ___'],
  ['the placeholder itself', '__cdk8s_eo_secret_0__ __cdk8s_eo_secret_1__ __cdk8s_eo_secret_'],
  ['the signs of YAML', '- a: b # c {d} [e] *f &g !h | > @ `'],
  ['what YAML takes for something else', 'null'],
  ['a number', '007'],
  ['a private key', `-----BEGIN\n${'MIIEpAIBAAKCAQEA\n'.repeat(60)}-----END`],
];

describe('The secrets of a configuration file', () => {
  test.each(values)('are exact in YAML where they hold %s', (_, value) => {
    const chart = chartWith(ConfigFile.yaml(content));
    const { succeeded, problems, files } = prepare(chart, {
      database: { password: value },
      storage: { 'access.key': `2nd ${value}` },
    });
    expect({ succeeded, problems }).toEqual({ succeeded: true, problems: '' });
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(files[PATH] ?? '', { version })).toEqual({
        ...content,
        password: value,
        nested: { ...content.nested, list: ['plain', `2nd ${value}`, 'after'] },
      });
    }
  });

  test.each(values)('are exact in JSON where they hold %s', (_, value) => {
    const chart = chartWith(ConfigFile.json(content));
    const { files } = prepare(chart, {
      database: { password: value },
      storage: { 'access.key': value },
    });
    expect(JSON.parse(files[PATH] ?? '')).toEqual({
      ...content,
      password: value,
      nested: { ...content.nested, list: ['plain', value, 'after'] },
    });
  });

  test('are as they are in INI and dotenv files', () => {
    const chart = emptyChart();
    const files = {
      '/code/app.ini': ConfigFile.ini({ database: { user: 'eo', password: secret.first } }),
      '/code/.env': ConfigFile.dotenv({ USER: 'eo', PASSWORD: secret.first }),
    };
    api(chart, { mounts: [config(chart, files)] });
    const prepared = prepare(chart, { database: { password: 'hunter2' } });
    expect(prepared.files).toEqual({
      '/code/app.ini': '[database]\nuser = eo\npassword = hunter2\n',
      '/code/.env': "USER=eo\nPASSWORD='hunter2'\n",
    });
  });

  test.each([
    ['INI', ConfigFile.ini({ database: { password: secret.first } })],
    ['dotenv', ConfigFile.dotenv({ PASSWORD: secret.first })],
  ])('stop the pod where they have line breaks, which %s cannot hold', (_, file) => {
    const secrets = { database: { password: 'hunter2\nINJECTED=1' } };
    expect(prepare(chartWith(file), secrets)).toEqual({
      succeeded: false,
      problems: 'config-secrets-0/0 has line breaks, which this format cannot hold\n',
      files: {},
    });
  });

  test('stop the pod where one is missing, with the file that was looked for', () => {
    const secrets = { database: { password: 'hunter2' } };
    expect(prepare(chartWith(ConfigFile.yaml(content)), secrets)).toEqual({
      succeeded: false,
      problems: 'cannot read config-secrets-0/1\n',
      files: {},
    });
  });

  test('may be many in one line, and one several times', () => {
    const chart = chartWith(ConfigFile.json([secret.first, [secret.first, secret.second]]));
    const { files } = prepare(chart, {
      database: { password: 'a"b' },
      storage: { 'access.key': 'c' },
    });
    expect(JSON.parse(files[PATH] ?? '')).toEqual(['a"b', ['a"b', 'c']]);
  });

  test('lose one line break at their end, which most tools put there', () => {
    const chart = chartWith(ConfigFile.json([secret.first, secret.second]));
    const { files } = prepare(chart, {
      database: { password: 'hunter2\n' },
      storage: { 'access.key': 'two\n\n' },
    });
    expect(JSON.parse(files[PATH] ?? '')).toEqual(['hunter2', 'two\n']);
  });

  test('are filled in by a container that meets Pod Security "restricted"', () => {
    const chart = chartWith(ConfigFile.yaml(content));
    expect(restrictedViolations(podOf(chart))).toEqual([]);
    expect(podOf(chart).spec.initContainers?.[0]).toMatchObject({
      image: 'registry.example.org/tiles:1.4.2',
      name: 'merge-config-0',
      command: ['awk'],
      securityContext: { readOnlyRootFilesystem: true, runAsUser: 10001 },
    });
  });
});
