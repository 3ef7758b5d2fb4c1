import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstExample } from '../../src/example';

const root = join(__dirname, '../..');
const versions: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).devDependencies;

/** An empty cdk8s TypeScript app, with the packed library installed as a user does it. */
describe('in an app of its own, the package', () => {
  let folder = '';

  const npm = (args: string[], cwd: string) =>
    execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const node = (args: string[]) =>
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const compile = (...options: string[]) =>
    node([
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['--strict', '--target', 'es2022', '--types', 'node', '--skipLibCheck'],
      ...['--typeRoots', join(root, 'node_modules/@types')],
      ...options,
    ]);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'consumer-'));
    const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], root));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', private: true }));
    const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(
      (name) => `${name}@${versions[name]}`,
    );
    npm(['install', '--prefer-offline', '--ignore-scripts', packed.filename, ...peers], folder);
    writeFileSync(
      join(folder, 'main.ts'),
      firstExample(readFileSync(join(root, 'README.md'), 'utf8')),
    );
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("compiles with the settings of cdk8s' template and makes the README's YAML", () => {
    compile('--module', 'commonjs', '--outDir', 'out', 'main.ts');
    node(['out/main.js']);
    const made = readFileSync(join(folder, 'dist/tiler.k8s.yaml'), 'utf8');
    expect(made).toBe(readFileSync(join(root, 'docs/example.k8s.yaml'), 'utf8'));
  });

  test('has types for its systems and checks with both kinds of module resolution', () => {
    const code = [
      "import { App, Size } from 'cdk8s';",
      "import { Agricarta, Environment } from 'cdk8s-eo/apps';",
      "import { check } from 'cdk8s-eo/checks';",
      'const miniostorage = { server: "nfs.example.org", path: "/scenes", capacity: Size.tebibytes(1) };',
      'const environment = new Environment({ name: "mine", namespace: "eo", nfs: { miniostorage } });',
      'const chart = new Agricarta(new App(), "agricarta", { environment });',
      'if (check(chart.toJson()).length > 0) throw new Error("findings");',
      'console.log(chart.toJson().length);',
    ].join('\n');
    writeFileSync(join(folder, 'system.ts'), code);
    compile('--module', 'commonjs', '--moduleResolution', 'node10', '--outDir', 'out', 'system.ts');
    compile('--module', 'nodenext', '--noEmit', 'system.ts');
    expect(node(['out/system.js']).trim()).toBe('8');
  });

  test('has names for ECMAScript modules, and types too', () => {
    const code = [
      "import { App, Chart, Size } from 'cdk8s';",
      "import { NfsVolume } from 'cdk8s-eo';",
      'const chart = new Chart(new App(), "c", { namespace: "eo" });',
      'new NfsVolume(chart, "v", { server: "a", path: "/b", capacity: Size.gibibytes(1) });',
      'console.log(chart.toJson().length);',
    ].join('\n');
    mkdirSync(join(folder, 'esm'));
    writeFileSync(join(folder, 'esm/main.mts'), code);
    compile('--module', 'nodenext', '--outDir', 'esm', 'esm/main.mts');
    expect(node(['esm/main.mjs']).trim()).toBe('2');
  });

  test('holds what users need and nothing else, and runs no script when it is installed', () => {
    const installed = join(folder, 'node_modules/cdk8s-eo');
    const { scripts, dependencies } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    );
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
    expect(dependencies).toBeUndefined();
    const [packed] = JSON.parse(npm(['pack', '--json', '--dry-run', '--ignore-scripts'], root));
    const files: string[] = packed.files.map(({ path }: { path: string }) => path);
    const unexpected = files.filter(
      (path) =>
        !/^(lib\/.*\.(js|d\.ts|py)|(README|CHANGELOG)\.md|LICENSE|package\.json)$/.test(path),
    );
    expect(unexpected).toEqual([]);
    expect(files).toContain('lib/apps/agricarta/stand-in/server.py');
  });
});
