import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstExample } from '../../src/example';
import { Consumer, root } from './consumer';
import { describePlugin } from './plugin';

describe('in an app of its own, the package', () => {
  let app: Consumer;

  beforeAll(() => {
    app = new Consumer();
  }, 120_000);

  afterAll(() => app.remove());

  test("compiles with the settings of cdk8s' template and makes the README's YAML", () => {
    app.write({ 'main.ts': firstExample(readFileSync(join(root, 'README.md'), 'utf8')) });
    app.compileNode10('main.ts');
    app.node(['out/main.js']);
    expect(app.read('dist/tiler.k8s.yaml')).toBe(
      readFileSync(join(root, 'docs/example.k8s.yaml'), 'utf8'),
    );
  });

  test('has types for its systems, checks and plugin with both kinds of module resolution', () => {
    const code = [
      "import { App, Size } from 'cdk8s';",
      "import { Agricarta, Environment } from 'cdk8s-eo/apps';",
      "import { check, type Finding } from 'cdk8s-eo/checks';",
      "import { Checks, type ChecksProperties, type ValidationContext } from 'cdk8s-eo/plugin';",
      'const miniostorage = { server: "nfs.example.org", path: "/scenes", capacity: Size.tebibytes(1) };',
      'const environment = new Environment({ name: "mine", namespace: "eo", nfs: { miniostorage } });',
      'const chart = new Agricarta(new App(), "agricarta", { environment });',
      "const properties: ChecksProperties = { kubernetes: '1.27', podSecurity: 'baseline', strict: true };",
      'const plugin: { validate(context: ValidationContext): Promise<void> } = new Checks(properties);',
      '// @ts-expect-error: a misspelt property is an error, so that these are no types of any.',
      'new Checks({ kubernets: "1.27" });',
      'check(chart.toJson(), { ownRules: true }).then((findings: Finding[]) => {',
      "  const errors = findings.filter(({ severity }) => severity === 'error');",
      '  console.log(chart.toJson().length, errors.length, typeof plugin.validate);',
      '});',
    ].join('\n');
    app.write({ 'system.ts': code });
    app.compileNodeNext('system.ts');
    expect(app.node(['out/system.js']).trim()).toBe('8 0 function');
    app.compileNode10('system.ts');
    expect(app.node(['out/system.js']).trim()).toBe('8 0 function');
  });

  test('mounts the scripts of the queues, and types the items of each', () => {
    const code = [
      "import { App, Chart } from 'cdk8s';",
      'import {',
      '  Keda, QueueWorkerJob, RedisAuth, RedisJobQueue, SecretKey, WorkItemList, WorkItems,',
      "} from 'cdk8s-eo';",
      'const chart = new Chart(new App(), "c", { namespace: "eo" });',
      "const auth = RedisAuth.password(SecretKey.of('redis-login', 'password'));",
      "const scenes = new RedisJobQueue(chart, 'redis', { auth }).job<{ scene: string }>('jobScenes');",
      "new WorkItems(chart, 'june', { queue: scenes, list: WorkItemList.of([{ scene: 'LC08' }]) });",
      '// @ts-expect-error: the items of another queue.',
      "new WorkItems(chart, 'july', { queue: scenes, list: WorkItemList.of([{ tile: 'T33' }]) });",
      'const run = Keda.scaledJob({ maxReplicas: 3 });',
      "new QueueWorkerJob(chart, 'w', { queue: scenes, image: 'a/b:1', command: ['work'], run });",
      'const kinds = chart.toJson().map(({ kind }) => kind);',
      "console.log(kinds.filter((kind) => /Job|StatefulSet/.test(kind)).sort().join(' '));",
    ].join('\n');
    app.write({ 'queue.ts': code });
    app.compileNodeNext('queue.ts');
    expect(app.node(['out/queue.js']).trim()).toBe('Job Job ScaledJob StatefulSet');
  });

  test('has names for ECMAScript modules, and types too', () => {
    const code = [
      "import { App, Chart, Size } from 'cdk8s';",
      "import { NfsVolume } from 'cdk8s-eo';",
      "import { Checks } from 'cdk8s-eo/plugin';",
      'const chart = new Chart(new App(), "c", { namespace: "eo" });',
      'new NfsVolume(chart, "v", { server: "a", path: "/b", capacity: Size.gibibytes(1) });',
      'console.log(chart.toJson().length, typeof new Checks().validate);',
    ].join('\n');
    app.write({ 'main.mts': code });
    app.compileNodeNext('main.mts');
    expect(app.node(['out/main.mjs']).trim()).toBe('2 function');
  });

  test('has the command, which judges by the definitions of the package too', () => {
    const text = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: a, namespace: eo }
spec: { secretStoreRf: { name: vault } }
`;
    app.write({ 'secret.yaml': text });
    const { status, stdout, stderr } = app.command(['check', 'secret.yaml', '--format', 'json']);

    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).findings).toMatchObject([
      { rule: 'unknown-field', file: 'secret.yaml', fix: 'write secretStoreRef' },
    ]);
  });

  test('holds what users need and nothing else, and runs no script when it is installed', () => {
    const { scripts, dependencies } = JSON.parse(app.read('node_modules/cdk8s-eo/package.json'));
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
    expect(dependencies).toEqual({ fflate: expect.any(String), yaml: expect.any(String) });
    const files = app.files('node_modules/cdk8s-eo');
    const unexpected = files.filter(
      (path) =>
        !/^(lib\/.*\.(js|d\.ts|lua|py|sh)|(README|CHANGELOG)\.md|LICENSE|package\.json)$/.test(
          path,
        ) &&
        !/^bin\/cdk8s-eo\.js$/.test(path) &&
        !/^imports\/.*\.yaml$/.test(path) &&
        !/^plugin\/(package\.json|validations\.yaml)$/.test(path) &&
        !/^judge\/wasm\/(SHA256SUMS|NOTICES\.txt|kinds\.json|kubernetes-[\d.]+-\w+\.wasm\.br)$/.test(
          path,
        ),
    );
    expect(unexpected).toEqual([]);
    expect(files).toContain('lib/apps/agricarta/stand-in/server.py');
    expect(files).toContain('lib/constructs/queue/scripts/queue.lua');
  });

  describePlugin(() => app);
});
