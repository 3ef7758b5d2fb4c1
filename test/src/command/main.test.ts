import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fill, testFolder } from '../folder';
import { BIN, ENVIRONMENT } from './command';

const folder = testFolder();
const MAIN = join(__dirname, '../../../src/command/main.ts');

/** Runs the command as it is published, with the judge that it is published with. */
function main(...args: string[]) {
  const [node = '', ...loader] = BIN.slice(0, -1);
  const { status, stdout, stderr } = spawnSync(node, [...loader, MAIN, ...args], {
    cwd: folder(),
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const service = (nodePort: number) => `apiVersion: v1
kind: Service
metadata:
  name: tiler
  namespace: eo
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: ${nodePort}
`;
const settings = (level: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: eo
immutable: true
data:
  level: ${level}
`;

test('check tells what the API server would refuse', () => {
  fill(folder(), { 'web.yaml': service(3199), 'good.yaml': service(30199) });
  const { status, stdout, stderr } = main('check', 'web.yaml', '--no-own-rules');

  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^Service eo\/tiler in web\.yaml, document 0\n/);
  expect(stdout).toContain('spec.ports[0].nodePort: Invalid value: 3199');
  expect(stdout).toContain('    at   web.yaml:10\n');
  expect(main('check', 'good.yaml', '--no-own-rules')).toEqual({
    status: 0,
    stdout: '1 object in 1 file judged for Kubernetes 1.36: nothing found\n',
    stderr: '',
  });
});

test('diff tells which update the API server would refuse', () => {
  fill(folder(), { 'old.yaml': settings('debug'), 'new.yaml': settings('info') });
  const { status, stdout, stderr } = main('diff', 'old.yaml', 'new.yaml');

  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^refused ConfigMap eo\/settings .*\n {2}error: data: Forbidden/);
  expect(main('diff', 'old.yaml', 'old.yaml').status).toBe(0);
});
