import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { toYaml } from '../../src/yaml';
import { HUGE, TORTURE } from '../src/torture';
import { kubectl, refusal } from './kubectl';

// What no text of a Kubernetes object can be is left out of the torture: half a surrogate pair, which
// UTF-8 cannot write (the rule `unwritable-value` refuses it). Keys and labels have grammars of their own:
// below, they are the texts that fit them.
const DATA_KEY = /^(?!\.\.)(?!\.$)[\w.-]{1,253}$/;
const LABEL_VALUE = /^(?:[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?)?$/;
const QUALIFIED_NAME = /^[A-Za-z\d](?:[\w.-]{0,61}[A-Za-z\d])?$/;

// What server-side apply cannot carry, whoever wrote the file: kubectl sends JSON, in which these
// characters stand as they are, and the server reads that as YAML, in which they must not stand or end
// a line.
const REFUSED = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;
const CHANGED = /\x85/;

/** One entry a text, by names that say nothing to any reader. */
function valuesOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text, index) => [`text-${index}`, text]));
}

/** One entry a text that can be such a key. */
function keysOf(texts: readonly string[], grammar: RegExp): Record<string, string> {
  return Object.fromEntries(texts.filter((text) => grammar.test(text)).map((text) => [text, text]));
}

function configMap(name: string, fields: object, metadata: object = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, ...fields };
}

/** What the tests read of a ConfigMap. */
interface Stored {
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

function selectorOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map((label) => label.join('='))
    .join(',');
}

/** Any field goes here: no server is asked. */
async function readByKubectl(yaml: string): Promise<unknown[]> {
  const args = 'annotate --local --dry-run=client --output=json --filename=- read=back'.split(' ');
  const { stdout } = await kubectl(args, yaml);
  return stdout.split(/^(?=\{)/m).map((object) => JSON.parse(object));
}

describe('kubectl reads back as it is', () => {
  const annotations = { read: 'back' };

  test('every text, as a value, as a key and in a list', async () => {
    const texts = [...TORTURE, ...HUGE];
    const keys = Object.fromEntries(
      TORTURE.filter((text) => text !== '__proto__').map((text) => [text, 'is a key']),
    );
    const object = configMap('torture', { data: valuesOf(texts), keys, list: texts });
    expect(await readByKubectl(toYaml(object))).toEqual([
      { ...object, metadata: { name: 'torture', annotations } },
    ]);
  });

  test('every text at the end of a document, behind a comment and before other documents', async () => {
    const objects = TORTURE.map((text, index) => configMap(`torture-${index}`, { x: text }));
    const yaml = `# a comment\n${objects.map(toYaml).join('')}`;
    expect(await readByKubectl(yaml)).toEqual(
      objects.map((object) => ({ ...object, metadata: { ...object.metadata, annotations } })),
    );
  });
});

describe('the API server keeps as it is', () => {
  // In the namespace that every API server has, so that no controller is needed.
  const labels = { 'cdk8s-eo.test/yaml': randomBytes(3).toString('hex') };

  afterAll(() => kubectl(['delete', 'configmaps', '--selector', selectorOf(labels)]));

  /** The ConfigMap as the server has it, after it was applied. */
  async function stored(fields: object, metadata: object, ...flags: string[]): Promise<Stored> {
    const name = `yaml-${randomBytes(3).toString('hex')}`;
    const object = configMap(name, fields, { labels, ...metadata });
    await kubectl(['apply', ...flags, '--filename', '-'], toYaml(object));
    return JSON.parse((await kubectl(['get', 'configmap', name, '--output=json'])).stdout);
  }

  test('every text as a value of a ConfigMap', async () => {
    const data = valuesOf(TORTURE);
    expect((await stored({ data }, {})).data).toEqual(data);
  });

  test('every text that can be a key of a ConfigMap', async () => {
    const data = keysOf(TORTURE, DATA_KEY);
    expect(Object.keys(data)).toEqual(expect.arrayContaining(['0o17', '1e3', 'yes', 'null', '-1']));
    expect((await stored({ data }, {})).data).toEqual(data);
  });

  test('every text as an annotation, and every one that can be the name of an annotation', async () => {
    const values = valuesOf(TORTURE.filter((text) => text.length < 1000));
    const annotations = { ...values, ...keysOf(TORTURE, QUALIFIED_NAME) };
    const { metadata } = await stored({}, { annotations });
    expect(metadata.annotations).toMatchObject(annotations);
  });

  test('every text that server-side apply can carry', async () => {
    const texts = TORTURE.filter((text) => !REFUSED.test(text) && !CHANGED.test(text));
    const data = valuesOf(texts);
    expect((await stored({ data }, {}, '--server-side')).data).toEqual(data);
  });

  test('but not the others in server-side apply, of which it refuses all but U+0085', async () => {
    const refused = TORTURE.filter((text) => REFUSED.test(text) && text.length === 1);
    expect(refused).toHaveLength(34);
    const objects = refused.map((text, index) =>
      configMap(`yaml-refused-${index}`, { data: { text } }),
    );
    const apply = ['apply', '--server-side', '--filename', '-'];
    const said = await refusal(apply, objects.map(toYaml).join(''));
    expect(said.match(/control characters are not allowed/g)).toHaveLength(refused.length);
    expect((await stored({ data: { text: 'a\u0085b' } }, {}, '--server-side')).data).toEqual({
      text: 'a b',
    });
  });

  test('every text that can be a label, as its name and as its value', async () => {
    const all = {
      ...labels,
      ...valuesOf(TORTURE.filter((text) => LABEL_VALUE.test(text))),
      ...keysOf(TORTURE, QUALIFIED_NAME),
    };
    expect(Object.values(all)).toEqual(expect.arrayContaining(['0o17', '1e3', 'yes', '017', '']));
    const { metadata } = await stored({}, { labels: all });
    expect(metadata.labels).toEqual(all);
  });

  test.each(HUGE.map((text) => [text.split('\n').length, text] as const))(
    'a text of %i lines that is as long as a ConfigMap can be',
    async (_, text) => {
      expect((await stored({ data: { text } }, {}, '--server-side')).data).toEqual({ text });
    },
  );
});

const hasPyYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0;

if (hasPyYaml) {
  test('PyYAML, a reader of YAML 1.1, reads every text back as it is', () => {
    const keys = Object.fromEntries(
      TORTURE.filter((text) => text !== '__proto__').map((text) => [text, 'is a key']),
    );
    const object = { data: valuesOf([...TORTURE, ...HUGE]), keys, list: [...TORTURE] };
    const program =
      'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read()), sys.stdout)';
    const { stdout, stderr } = spawnSync('python3', ['-c', program], {
      input: toYaml(object),
      maxBuffer: 2 ** 26,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(object);
  });
}
