import { Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import type { System } from '../../src/build-systems';
import { Problem } from '../../src/problem';
import { synthesize } from '../../src/synthesize';
import { configMap, local, object, production, type SampleEnvironment, system } from './sample';

async function problems(...systems: System<SampleEnvironment>[]): Promise<string[]> {
  try {
    await synthesize({ systems, environments: [production] });
  } catch (error) {
    if (error instanceof Problem) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('each system becomes one file in the folder of each environment', async () => {
  const { files } = await synthesize({
    systems: [system('api'), system('queue')],
    environments: [production, local],
  });

  expect([...files.keys()].sort()).toEqual([
    'local/api.k8s.yaml',
    'local/queue.k8s.yaml',
    'production/api.k8s.yaml',
    'production/queue.k8s.yaml',
  ]);
});

test('a file has a header and its objects in the order of their kinds and names', async () => {
  const api = system('api', (chart) => {
    object(chart, 'v1', 'Service', 'api', { spec: { ports: [{ port: 80 }], clusterIP: 'None' } });
    configMap(chart, 'b', { 'config.yaml': 'scene: 1\nproduct: 2\n', mode: '0o17' });
    configMap(new Construct(chart, 'below'), 'a');
  });

  expect(
    (await synthesize({ systems: [api], environments: [production] })).files.get(
      'production/api.k8s.yaml',
    ),
  ).toMatchInlineSnapshot(`
"# api for production, synthesized by cdk8s-eo. Change the code, not this file.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  namespace: eo
data:
  name: a
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: b
  namespace: eo
data:
  config.yaml: |
    scene: 1
    product: 2
  mode: "0o17"
---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: eo
spec:
  clusterIP: None
  ports:
    - port: 80
"
`);
});

test('the text does not depend on the order of construction or of systems', async () => {
  const fills = [
    (chart: Chart) => configMap(chart, 'a', { x: '1', y: '2' }),
    (chart: Chart) => configMap(chart, 'b'),
    (chart: Chart) =>
      object(chart, 'v1', 'Service', 'a', { spec: { clusterIP: 'None', ports: [{ port: 80 }] } }),
  ];
  const forwards = system('api', (chart) => fills.map((fill) => fill(chart)));
  const backwards = system('api', (chart) => [...fills].reverse().map((fill) => fill(chart)));
  const path = 'production/api.k8s.yaml';

  const { files: first } = await synthesize({
    systems: [forwards, system('z')],
    environments: [production, local],
  });
  const { files: second } = await synthesize({
    systems: [system('z'), backwards],
    environments: [production],
  });
  expect(second.get(path)).toBe(first.get(path));
});

test('objects are judged by the version of Kubernetes that the environment has', async () => {
  const fill = (chart: Chart) =>
    object(chart, 'admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'a', {
      spec: { policyName: 'a', validationActions: ['Deny'] },
    }).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  const synthesized = (kubernetes: '1.27' | '1.36') =>
    synthesize({ systems: [system('api', fill)], environments: [{ ...production, kubernetes }] });

  expect((await synthesized('1.36')).warnings).toEqual([]);
  await expect(synthesized('1.27')).rejects.toThrow('no matches for kind');
});

test('what could be better is told, and the files are given all the same', async () => {
  const api = system('api', (chart) =>
    object(chart, 'v1', 'Service', 'api', {
      spec: { type: 'NodePort', ports: [{ port: 80 }], selector: { app: 'elsewhere' } },
    }),
  );
  const { files, warnings } = await synthesize({ systems: [api], environments: [production] });

  expect([...files.keys()]).toEqual(['production/api.k8s.yaml']);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^api\/Service-api for production: Service eo\/api: spec.type is NodePort.*\(node-port: .*; made at test\/src\/sample.ts:\d+\)$/,
    ),
  ]);
});

test('construct paths do not name the environment', async () => {
  const paths: string[] = [];
  const api = system('api', (chart) => paths.push(configMap(chart, 'a').node.path));

  await synthesize({ systems: [api], environments: [production, local] });
  expect(paths).toEqual(['api/ConfigMap-a', 'api/ConfigMap-a']);
});

test('lazy values are resolved, patches are applied, and what is undefined is left out', async () => {
  const api = system('api', (chart) => {
    const config = configMap(chart, 'a', {
      late: Lazy.any({ produce: () => 'x' }),
      gone: undefined,
    });
    config.addJsonPatch(JsonPatch.add('/immutable', true));
  });

  const { files } = await synthesize({ systems: [api], environments: [production] });
  const text = files.get('production/api.k8s.yaml');
  expect(parseAllDocuments(text ?? '').map((document) => document.toJS())).toMatchObject([
    { data: { late: 'x' }, immutable: true },
  ]);
});

test('objects that depend on each other in many ways take no longer', async () => {
  const api = system('api', (chart) => {
    const objects = Array.from({ length: 60 }, (_, index) => configMap(chart, `a${index}`));
    for (const [index, each] of objects.entries()) {
      each.addDependency(...objects.slice(Math.max(0, index - 2), index));
    }
  });

  expect(await problems(api)).toEqual([]);
});

test('all errors of all systems are told at once, each with its system and environment', async () => {
  const broken = (name: string) =>
    system(name, () => {
      throw new Error(`GeoApiService '${name}/x': port must be in 1-65535, got 0`);
    });

  expect(await problems(broken('api'), system('fine'), broken('queue'))).toEqual([
    "api for production: GeoApiService 'api/x': port must be in 1-65535, got 0",
    "queue for production: GeoApiService 'queue/x': port must be in 1-65535, got 0",
  ]);
});

test('validations of all constructs run once, and all their messages are told with their paths', async () => {
  let runs = 0;
  const validated = (name: string) =>
    system(name, (chart) => {
      const construct = configMap(chart, name);
      construct.node.addValidation({
        validate() {
          runs += 1;
          return ['one thing is wrong', 'and another'];
        },
      });
    });

  expect(await problems(validated('api'), validated('queue'))).toEqual([
    'api/ConfigMap-api for production: one thing is wrong',
    'api/ConfigMap-api for production: and another',
    'queue/ConfigMap-queue for production: one thing is wrong',
    'queue/ConfigMap-queue for production: and another',
  ]);
  expect(runs).toBe(2);
});

test('findings of the checks are told with the path of the construct and the line that made it', async () => {
  const api = system('api', (chart) => {
    configMap(chart, 'a').addJsonPatch(JsonPatch.add('/data/empty', null));
  });

  expect(await problems(api)).toEqual([
    expect.stringMatching(
      '^api/ConfigMap-a for production: ConfigMap eo/a: data.empty is null; ' +
        'leave the field out, or give it a value \\(null-value: ' +
        'the API server drops it .*; made at test/src/sample.ts:[0-9]+\\)$',
    ),
  ]);
});

test('a line is told also where another system cannot be built', async () => {
  const broken = system('broken', () => {
    throw new Error("GeoApiService 'broken/x': port must be in 1-65535, got 0");
  });
  const api = system('api', (chart) => configMap(chart, 'a', { big: 1n }));

  expect(await problems(broken, api)).toEqual([
    "broken for production: GeoApiService 'broken/x': port must be in 1-65535, got 0",
    expect.stringContaining('; made at test/src/sample.ts:'),
  ]);
});

test('systems are built once, and again only to tell where an object with a finding is made', async () => {
  const fill = jest.fn((chart: Chart) => configMap(chart, 'a'));
  expect(await problems(system('api', fill))).toEqual([]);
  expect(fill).toHaveBeenCalledTimes(1);

  const bad = jest.fn((chart: Chart) => configMap(chart, 'a', { big: 1n }));
  expect(await problems(system('api', bad))).toHaveLength(1);
  expect(bad).toHaveBeenCalledTimes(2);
});

test('an object that two systems make is found in both', async () => {
  const shared = (name: string) => system(name, (chart) => configMap(chart, 'shared'));

  expect(await problems(shared('api'), shared('queue'))).toEqual([
    expect.stringContaining('api/ConfigMap-shared for production: ConfigMap eo/shared: '),
    expect.stringContaining('queue/ConfigMap-shared for production: ConfigMap eo/shared: '),
  ]);
});

test('an object that cannot be serialized is told with its path', async () => {
  const api = system('api', (chart) => configMap(chart, 'a', { date: new Map() }));

  expect(await problems(api)).toEqual([
    expect.stringContaining('api/ConfigMap-a for production: '),
  ]);
});

test('an environment that does not have a system has no file of it', async () => {
  const api = system('api');
  const onlyLocal: System<SampleEnvironment> = {
    name: 'api',
    build: (app, environment) => (environment === local ? api.build(app, environment) : undefined),
  };

  const { files } = await synthesize({ systems: [onlyLocal], environments: [production, local] });
  expect([...files.keys()]).toEqual(['local/api.k8s.yaml']);
});

test('a chart without objects is an error', async () => {
  expect(await problems(system('api', () => {}))).toEqual([
    'api for production: the chart has no objects; give it one, or take the system off the list',
  ]);
});

test('a chart that a system makes beside the one it returns is an error', async () => {
  const twoCharts: System<SampleEnvironment> = {
    name: 'api',
    build(app) {
      configMap(new Chart(app, 'other'), 'a');
      const chart = new Chart(app, 'api');
      configMap(chart, 'b');
      return chart;
    },
  };

  expect(await problems(twoCharts)).toEqual([
    "api for production: 'other' is not in the chart; put it there, or it would be lost",
  ]);
});

test('a mistake in the code is thrown as it is, with its stack', async () => {
  const mistake = new TypeError("Cannot read properties of undefined (reading 'name')");
  const api = system('api', () => {
    throw mistake;
  });

  await expect(problems(api)).rejects.toThrow(mistake);
});

test.each(['', 'Production', 'a/b', '..', 'a_b', 'x'.repeat(64)])(
  'the environment name %p, which would be that of a folder, is refused',
  async (name) => {
    await expect(
      synthesize({ systems: [system('api')], environments: [{ ...production, name }] }),
    ).rejects.toThrow(`environment '${name}'`);
  },
);

test('a name that exists twice is refused', async () => {
  await expect(
    synthesize({ systems: [system('api')], environments: [local, local] }),
  ).rejects.toThrow(new Problem("environment 'local' exists twice; rename one of them"));
  expect(await problems(system('api'), system('api'))).toEqual([
    "system 'api' exists twice; rename one of them",
  ]);
});
