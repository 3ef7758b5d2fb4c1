import { join } from 'node:path';
import { Problem } from '../../../src/problem';
import { readObjects } from '../../../src/reading/reading';
import { errorOf } from '../../constructs/support/errors';
import { fill, testFolder } from '../folder';

const folder = testFolder();

/** What is said of files that cannot be read. */
function said(files: Readonly<Record<string, string>>): string {
  fill(folder(), files);
  const error = errorOf(() => readObjects(Object.keys(files).map((name) => join(folder(), name))));
  expect(error).toBeInstanceOf(Problem);
  return error.message.replaceAll(`${folder()}/`, '');
}

describe('YAML that cannot be read', () => {
  test('is shown with its file and line, all of it at once', () => {
    expect(
      said({
        'a.yaml': 'apiVersion: v1\nkind: A\nmetadata: { name: a }\n---\na: 1\nb: x: y\n',
        'b.yaml': 'a: "b\n',
      }),
    ).toMatchSnapshot();
  });

  test('in a long line is shown around its place', () => {
    const [, line = '', mark = ''] = said({ 'a.yaml': `a: ${'x'.repeat(200)}: y\n` }).split('\n');

    expect(line.length).toBeLessThan(110);
    expect(line[mark.indexOf('^')]).toBe('x');
  });

  test('of many documents is told of the first ones, and counted', () => {
    const lines = said({ 'a.yaml': 'a: b: c\n---\n'.repeat(30) }).split('\n');

    expect(lines).toHaveLength(61);
    expect(lines.at(-1)).toBe('and 10 more documents that cannot be read');
  });

  test('and looks like a template of Helm comes with the way to render it', () => {
    expect(said({ 'a.yaml': '{{- if .Values.a }}\na: 1\n' })).toMatch(
      /helm template FOLDER-OF-CHART \| npx cdk8s-eo check -$/,
    );
  });
});
