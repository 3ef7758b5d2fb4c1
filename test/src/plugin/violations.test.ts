import type { Finding, KubernetesObject } from '../../../src/checks';
import { violationsOf } from '../../../src/plugin/violations';

function object(kind: string, name: string): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'eo' } };
}

function finding(of: KubernetesObject, fields: Partial<Finding> = {}): Finding {
  return {
    rule: 'a-rule',
    severity: 'error',
    source: 'cdk8s-eo',
    object: of,
    path: 'spec.replicas',
    message: 'spec.replicas is wrong',
    why: 'it breaks',
    fix: 'mend it',
    ...fields,
  };
}

/** The violations of findings about objects that stand in one manifest. */
function violations(...findings: readonly Finding[]) {
  return violationsOf(findings, new Map(findings.map(({ object }) => [object, 'a.k8s.yaml'])));
}

test('errors come first, and what is no error says so in its name', () => {
  const names = violations(
    finding(object('Pod', 'a'), { severity: 'info' }),
    finding(object('Pod', 'b'), { severity: 'warning' }),
    finding(object('Pod', 'c')),
  ).map(({ ruleName }) => ruleName);

  expect(names).toEqual(['a-rule', 'warning: a-rule', 'info: a-rule']);
});

test('what several objects have is one violation', () => {
  const [first, ...others] = violations(finding(object('Pod', 'a')), finding(object('Pod', 'b')));

  expect(first?.violatingResources.map(({ resourceName }) => resourceName)).toEqual(['a', 'b']);
  expect(others).toEqual([]);
});

test('findings that differ in their words or their fix are violations of their own', () => {
  const all = violations(
    finding(object('Pod', 'a')),
    finding(object('Pod', 'b'), { message: 'spec.replicas is otherwise wrong' }),
    finding(object('Pod', 'c'), { fix: 'mend it otherwise' }),
  );

  expect(all).toHaveLength(3);
});

test('objects with one name are told apart, and not by the path of the wrong construct', () => {
  const all = violations(finding(object('ConfigMap', 'api')), finding(object('Service', 'api')));

  expect(all[0]?.violatingResources.map(({ resourceName }) => resourceName)).toEqual([
    'ConfigMap eo/api',
    'Service eo/api',
  ]);
});

test('a finding about the whole object has a location too', () => {
  const [violation] = violations(finding(object('Pod', 'a'), { path: '' }));

  expect(violation?.violatingResources[0]?.locations).toEqual(['the whole object']);
});

test('objects that leave their name to the API server are called by the beginning of it', () => {
  const metadata = { generateName: 'import-', namespace: 'eo' };
  const [job, other]: readonly KubernetesObject[] = JSON.parse(
    JSON.stringify([
      { apiVersion: 'batch/v1', kind: 'Job', metadata },
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { ...metadata, generateName: 'sync-' } },
    ]),
  );
  const all = job && other ? violations(finding(job), finding(other)) : [];

  expect(all[0]?.violatingResources.map(({ resourceName }) => resourceName)).toEqual([
    'import-*',
    'sync-*',
  ]);
});
