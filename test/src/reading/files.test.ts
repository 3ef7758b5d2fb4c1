import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../../src/problem';
import { readObjects } from '../../../src/reading/reading';
import { errorOf } from '../../constructs/support/errors';
import { fill, testFolder } from '../folder';

const folder = testFolder();
const at = (path: string) => join(folder(), path);

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

/** The names of the files in which there are objects, or documents that are none. */
function filesRead(...paths: string[]): string[] {
  const { objects, flaws } = readObjects(paths);
  return [...objects, ...flaws].map(({ document }) =>
    document.file.name.replace(`${folder()}/`, ''),
  );
}

describe('files', () => {
  test('of a folder are found at any depth, in the order of their names, without those that are no manifests', () => {
    fill(folder(), {
      'b/2.yml': config,
      'b/1.yaml': config,
      'B.yaml': config,
      'a.json': '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}',
      'c.txt': 'text',
      'kustomization.yaml': 'resources: []',
      'values-production.yaml': 'a: 1',
      'package.json': '{}',
      '.github/workflow.yaml': 'on: push',
      'node_modules/x/x.yaml': 'x: 1',
    });

    expect(filesRead(folder())).toEqual(['B.yaml', 'a.json', 'b/1.yaml', 'b/2.yml']);
    expect(readObjects([folder()]).files).toBe(4);
  });

  test('that are named are read whatever they are called', () => {
    fill(folder(), { 'values.yaml': 'a: 1' });

    expect(filesRead(at('values.yaml'))).toEqual(['values.yaml']);
  });

  test('are read once, also where they are named twice or a link leads around', () => {
    fill(folder(), { 'a/a.yaml': config });
    symlinkSync(folder(), at('a/around'));

    expect(filesRead(folder(), at('a'), at('a/a.yaml'))).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['do not exist', {}, 'x.yaml', 'there is no file or folder x.yaml'],
    [
      'are none',
      { 'x/a.txt': '' },
      'x',
      'there is no file of manifests (.yaml, .yml, .json) below x',
    ],
    [
      'are a chart of Helm',
      { 'x/Chart.yaml': '', 'x/templates/a.yaml': '{{ }}' },
      'x',
      'x is a Helm chart, and its templates are no YAML; ' +
        'render it first: helm template x | npx cdk8s-eo check -',
    ],
  ])('that %s are named', (_, files, path, message) => {
    fill(folder(), files);
    const error = errorOf(() => readObjects([at(path)]));

    expect(error).toBeInstanceOf(Problem);
    expect(error.message.replaceAll(`${folder()}/`, '')).toBe(message);
  });

  test('with bytes that are no text are named', () => {
    const stdin = Buffer.from([0x61, 0xff]);

    expect(() => readObjects(['-'], { stdin })).toThrow(new Problem('-: this is no text in UTF-8'));
  });
});

test('progress counts the objects', () => {
  const told: number[] = [];
  const stdin = Buffer.from(`${config}---\n${config}---\n${config}`);
  readObjects(['-'], { stdin, onDocument: (objects) => told.push(objects) });

  expect(told).toEqual([0, 1, 2]);
});
