import { documentsOf } from '../../../src/reading/documents';
import { Positions } from '../../../src/reading/positions';

const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  annotations:
    example.org/owner: me
spec:
  "template":
    spec:
      containers: &containers
        - name: api
          env:
          - {name: A, value: b}

          - name: B
      initContainers: *containers
data:
  a.b: |
    text
  a: { b: 1 }
`;

test.each([
  ['kind', 2],
  ['metadata.annotations["example.org/owner"]', 6],
  ['metadata.annotations[example.org/owner]', 6],
  ['metadata.annotations.example.org/owner', 6],
  ['spec.template.spec.containers', 10],
  ['spec.template.spec.containers[0]', 11],
  ['spec.template.spec.containers[0].env[0].value', 13],
  ['spec.template.spec.containers[0].env[1].name', 15],
  ['data[a.b]', 18],
  ['data.a.b', 18],
  ['data.a', 20],
  ['data.a["b"]', 20],
])('%s is on line %d', (path, line) => {
  const [document] = documentsOf({ name: 'a', text: TEXT });

  expect(document && new Positions().lineOf(document, path)).toBe(line);
});

test.each([
  ['', 1],
  ['status', 1],
  ['metadata.namespace', 3],
  ['spec.template.spec.containers[0].image', 11],
  ['spec.template.spec.containers[7].image', 10],
  ['spec.template.spec.initContainers[0].image', 16],
  ['data.c', 17],
  ['data.[', 17],
])('of %s, which is not there, the nearest place is on line %d', (path, line) => {
  const [document] = documentsOf({ name: 'a', text: TEXT });

  expect(document && new Positions().lineOf(document, path)).toBe(line);
});

test('lines are those of the file, also behind other documents', () => {
  const documents = documentsOf({ name: 'a', text: `# a\n---\n${TEXT}---\n${TEXT}` });
  const positions = new Positions();

  expect(documents.map((document) => positions.lineOf(document, 'kind'))).toEqual([4, 25]);
});

test('fields of JSON have lines too', () => {
  const [, document] = documentsOf({
    name: 'a',
    text: '{"a": 1}\n{\n\t"b": {\n\t\t"c": 1\n\t}\n}\n',
  });

  expect(document && new Positions().lineOf(document, 'b.c')).toBe(4);
});
