import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl } from './kubectl';
import { type Manifest, parseManifests, writeManifests } from './manifests';
import { TestNamespace } from './namespace';

const root = join(__dirname, '..', '..');

/** The files of a folder and of those in it, by their paths from it. */
function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

interface Definition extends Manifest {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string } };
}

/** The definitions, committed beside the bindings, of the custom resources among the objects. */
function definitionsOf(objects: readonly Manifest[]): Definition[] {
  const imports = join(root, 'imports');
  return filesOf(imports)
    .filter((file) => !file.startsWith('bindings/'))
    .flatMap((file) => parseManifests<Definition>(readFileSync(join(imports, file), 'utf8')))
    .filter(({ spec }) =>
      objects.some(
        ({ apiVersion, kind }) =>
          apiVersion.startsWith(`${spec.group}/`) && kind === spec.names.kind,
      ),
    );
}

/** Those that the cluster does not have: the others are of an operator, and stay as they are. */
async function missing(definitions: readonly Definition[]): Promise<Definition[]> {
  const { stdout } = await kubectl(['get', 'customresourcedefinitions', '--output', 'name']);
  const there = stdout.split('\n').map((line) => line.split('/')[1]);
  return definitions.filter(({ metadata }) => !there.includes(metadata.name));
}

const dist = join(root, 'dist');
const files = filesOf(dist);

if (files.length === 0) throw new Error('dist/ has no manifests; synthesize them first');

describe.each([...files.map((file) => `dist/${file}`), 'docs/example.k8s.yaml'])('%s', (file) => {
  const path = join(root, file);
  const objects = parseManifests(readFileSync(path, 'utf8'));
  let definitions: string;
  const namespaces: TestNamespace[] = [];

  beforeAll(async () => {
    definitions = writeManifests(await missing(definitionsOf(objects)));
    const own = objects.filter(({ kind }) => kind === 'Namespace');
    if (own.length > 0) await kubectl(['apply', '--filename', '-'], writeManifests(own));
    const ownNames = own.map(({ metadata }) => metadata.name);
    const names = new Set(objects.map(({ metadata }) => metadata.namespace ?? 'default'));
    for (const name of names) {
      if (name === 'default' || ownNames.includes(name)) continue;
      const namespace = await TestNamespace.named(name, 'restricted');
      namespaces.push(namespace);
      // Nothing has to run here, and no cluster has all images and servers.
      await namespace.kubectl('create', 'quota', 'no-pods', '--hard=pods=0');
    }
    if (definitions) {
      await kubectl(['apply', '--server-side', '--filename', '-'], definitions);
      await kubectl(['wait', '--for=condition=Established', '--filename', '-'], definitions);
    }
  });

  afterAll(async () => {
    await kubectl(['delete', '--ignore-not-found', '--wait', '--filename', path]);
    for (const namespace of namespaces) await namespace.delete();
    if (definitions)
      await kubectl(['delete', '--ignore-not-found', '--filename', '-'], definitions);
  });

  test('is accepted with strict validation and no warning where Pod Security is restricted', async () => {
    const flags = ['--dry-run=server', '--validate=strict'];
    const { stdout, stderr } = await kubectl(['apply', ...flags, '--filename', path]);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toHaveLength(objects.length);
  });

  test('is unchanged when it is applied again', async () => {
    const apply = ['apply', '--validate=strict', '--filename', path];
    expect((await kubectl(apply)).stderr).toBe('');
    expect((await kubectl(['diff', '--filename', path])).stdout).toBe('');
    const { stdout, stderr } = await kubectl(apply);
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => !line.endsWith(' unchanged') && !isResent(line))).toEqual([]);
    expect(lines).toHaveLength(objects.length);
  });
});

/**
 * kubectl sends some fields each time, and so says "configured" of every object that has them, although
 * nothing changes: a budget's selector, which is replaced and not merged, and the empty class of a
 * volume and the empty conditions in a Job's failure policy, which the server does not keep. Of these
 * the diff tells.
 */
function isResent(line: string): boolean {
  return /^(poddisruptionbudget\.policy|persistentvolume|(cron)?job\.batch)\//.test(line);
}
