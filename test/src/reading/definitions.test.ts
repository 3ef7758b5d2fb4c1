import { join } from 'node:path';
import { Problem } from '../../../src/problem';
import { readDefinitions } from '../../../src/reading/definitions';
import { fill, testFolder } from '../folder';

const folder = testFolder();
const at = (path: string) => join(folder(), path);

const crd = (name: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: ${name} }\n`;
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

test('definitions are found in files and folders, among other objects', () => {
  fill(folder(), {
    'crds/a.yaml': `${crd('a')}---\n${config}---\n${crd('b')}`,
    'crds/c.yaml': crd('c'),
  });
  const names = (path: string) => readDefinitions(at(path)).map(({ metadata }) => metadata.name);

  expect(names('crds')).toEqual(['a', 'b', 'c']);
  expect(names('crds/a.yaml')).toEqual(['a', 'b']);
});

test('a place without a definition is named', () => {
  fill(folder(), { 'a.yaml': config });

  expect(() => readDefinitions(at('a.yaml'))).toThrow(
    new Problem(`there is no CustomResourceDefinition in ${at('a.yaml')}`),
  );
  expect(() => readDefinitions(at('b.yaml'))).toThrow(
    new Problem(`there is no file or folder ${at('b.yaml')}`),
  );
});
