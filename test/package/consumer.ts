import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fill } from '../src/folder';

export const root = join(__dirname, '../..');

const { devDependencies: versions }: { devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/** A folder with the packed library, installed as a user does it. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'consumer-'));

  constructor() {
    const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', this.folder], root));
    this.write({ 'package.json': JSON.stringify({ name: 'app', private: true }) });
    const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(
      (name) => `${name}@${versions[name]}`,
    );
    const install = ['install', '--prefer-offline', '--ignore-scripts'];
    npm([...install, packed.filename, ...peers], this.folder);
  }

  write(files: Readonly<Record<string, string>>): void {
    fill(this.folder, files);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The paths of all files below a folder. */
  files(path: string): string[] {
    return readdirSync(join(this.folder, path), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(this.folder, path), join(entry.parentPath, entry.name)));
  }

  /** Runs a script, and gives what it prints. */
  node(args: readonly string[]): string {
    return execFileSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  /** Runs the command of the package, as `npx cdk8s-eo` does. */
  command(args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      join(this.folder, 'node_modules/.bin/cdk8s-eo'),
      args,
      { cwd: this.folder, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  /** Compiles as cdk8s' template does, with module resolution `node10`, which TypeScript 7 has not. */
  compileNode10(file: string): void {
    this.compile('typescript', '--module', 'commonjs', '--moduleResolution', 'node10', file);
  }

  /** Compiles with module resolution `nodenext`. */
  compileNodeNext(file: string): void {
    this.compile('typescript-7', '--module', 'nodenext', file);
  }

  private compile(compiler: string, ...options: readonly string[]): void {
    this.node([
      join(root, 'node_modules', compiler, 'bin/tsc'),
      ...['--rootDir', '.', '--outDir', 'out'],
      ...['--strict', '--target', 'es2022', '--types', 'node', '--skipLibCheck'],
      ...['--typeRoots', join(root, 'node_modules/@types')],
      ...options,
    ]);
  }

  /** Runs the real `cdk8s synth` with a configuration. */
  synth(configuration: string) {
    this.write({ 'cdk8s.yaml': configuration });
    const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cdk8s, 'synth', '--check-upgrade=false'],
      { cwd: this.folder, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
