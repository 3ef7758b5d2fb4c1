import { describe as nameOf } from '../../../src/checks';

const config = { apiVersion: 'v1', kind: 'ConfigMap' };

test('an object is called by its kind, namespace and name', () => {
  expect(nameOf({ ...config, metadata: { name: 'a', namespace: 'eo' } })).toBe('ConfigMap eo/a');
  expect(nameOf({ ...config, metadata: { name: 'a' } })).toBe('ConfigMap a');
});

test('an object that leaves its name to the API server is called by the beginning of it', () => {
  const object = JSON.parse('{ "kind": "Job", "metadata": { "generateName": "import-" } }');

  expect(nameOf(object)).toBe('Job import-*');
  object.metadata.namespace = 'eo';
  expect(nameOf(object)).toBe('Job eo/import-*');
  object.metadata.name = 'import-x2k4d';
  expect(nameOf(object)).toBe('Job eo/import-x2k4d');
});
