import { describe as nameOf } from '../../../src/checks';
import { readObjects } from '../../../src/reading/reading';
import { READING_RULES } from '../../../src/reading/rules';

function read(text: string) {
  return readObjects(['-'], { stdin: Buffer.from(text) });
}

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

describe('documents', () => {
  test('are counted from 0, empty ones too, and a List is one of them', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n- kind: A\n  apiVersion: v1\n  metadata: {name: b}\n';
    const { objects } = read(`# first\n---\n${config}---\n# none\n---\n${list}`);

    expect(
      objects.map(({ object, document, path }) => [nameOf(object), document.index, path]),
    ).toEqual([
      ['ConfigMap a', 0, ''],
      ['A b', 2, 'items[0]'],
    ]);
  });

  test('that are no objects are told, and the others are read', () => {
    const { objects, flaws } = read(`text\n---\n${config}---\napiVersion: v1\nkind: ConfigMap\n`);

    expect(objects.map(({ document }) => document.index)).toEqual([1]);
    expect(flaws.map(({ rule, document }) => [rule.name, document.index])).toEqual([
      ['not-an-object', 0],
      ['not-an-object', 2],
    ]);
  });

  test.each<[string, string]>([
    ['just: this\n', 'apiVersion is missing'],
    ['- a\n', 'the document is a list'],
    ['null\n---\n12\n', 'the document is the number 12'],
    ['apiVersion: 1\nkind: A\n', 'apiVersion is the number 1, not a text'],
    [
      'apiVersion: v1\nkind: A\nmetadata: {name: 017}\n',
      'metadata.name is the number 15, not a text',
    ],
    ['apiVersion: v1\nkind: A\nmetadata: {name: {}}\n', 'metadata.name is a map, not a text'],
    ['apiVersion: v1\nkind: A\nmetadata: []\n', 'metadata.name is missing'],
    ['apiVersion: v1\nkind: List\nitems: [a]\n', 'items[0] is a text'],
    [
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      "kind: Kustomization is a file of kustomize's own",
    ],
  ])('like %j are told what is missing', (text, message) => {
    expect(read(text).flaws).toMatchObject([{ rule: { name: 'not-an-object' }, message }]);
  });

  test('of a typed list have its kind', () => {
    const { objects } = read(
      'apiVersion: eo.example.org/v1\nkind: SceneList\nitems:\n- metadata: {name: b}\n',
    );

    expect(objects.map(({ object }) => object)).toEqual([
      { apiVersion: 'eo.example.org/v1', kind: 'Scene', metadata: { name: 'b' } },
    ]);
  });

  test('may leave their name to the API server', () => {
    const { objects, flaws } = read(config.replace('name:', 'generateName:'));

    expect(flaws).toEqual([]);
    expect(objects.map(({ object }) => nameOf(object))).toEqual(['ConfigMap a*']);
  });

  test.each([
    ['YAML', `${config}data: {x: "1", x: "2"}\n`],
    ['JSON', '{"apiVersion":"v1","kind":"A","metadata":{"name":"a"},"data":{"x":"1","x":"2"}}'],
  ])('with a key twice have the last one, and the key is told, in %s', (_, text) => {
    const { objects, flaws } = read(text);

    expect(objects.map(({ object }) => object.data)).toEqual([{ x: '2' }]);
    expect(flaws).toMatchObject([{ rule: { name: 'duplicate-key' }, path: 'data.x' }]);
  });

  test('with a key twice in an item of a List are told which item it is', () => {
    const item = '{apiVersion: v1, kind: A, metadata: {name: b}, x: 1, x: 2}';
    const { flaws } = read(`apiVersion: v1\nkind: List\nitems:\n- ${item}\n`);

    expect(flaws).toMatchObject([
      { rule: { name: 'duplicate-key' }, objectPath: 'items[0]', path: 'x', value: { kind: 'A' } },
    ]);
  });
});

test('the rules of reading say what must hold, and why', () => {
  expect(READING_RULES.map(({ name }) => name)).toEqual(['not-an-object', 'duplicate-key']);
  for (const { summary, why } of READING_RULES) {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(why).toMatch(/^[a-z].*[^.]$/);
  }
});
