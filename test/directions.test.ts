import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(__dirname, '..');

/** What the files of a folder may import: packages, folders of the repository, and Node itself. */
const rooms: Record<string, readonly string[]> = {
  'constructs/rules': [],
  constructs: [
    'cdk8s',
    'cdk8s-plus-27',
    'constructs',
    'fflate',
    'node',
    './constructs',
    './imports',
  ],
  'apps/environments': ['cdk8s'],
  apps: ['cdk8s', 'cdk8s-plus-27', 'constructs', 'node', './constructs', './apps/environments'],
  'src/checks': ['yaml', 'node', './constructs/rules'],
  'src/reading': [
    'yaml',
    'node',
    './src/checks',
    './src/problem',
    './src/file-changes',
    './constructs/rules',
  ],
  'src/reports': ['node', './src/checks'],
  'src/plugin': ['./src/checks', './src/reading', './src/problem', './constructs/rules'],
  imports: ['cdk8s', 'constructs'],
};

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** What a file imports: the name of a package, `node`, or `./` and the path in the repository. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g)];
  return specifiers.map(([, specifier = '']) => {
    if (specifier.startsWith('node:')) return 'node';
    if (!specifier.startsWith('.')) return specifier;
    const target = join(root, dirname(file), specifier);
    return `./${relative(root, target).split(sep).join('/')}`;
  });
}

/** The room that a file is in: the longest that contains it. */
function roomOf(file: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function mayImport(file: string, imported: string): boolean {
  const room = roomOf(file);
  if (room === undefined) return true;
  // A system is a folder of its own; the list of systems beside them knows them all.
  if (room === 'apps' && imported.startsWith('./apps/')) {
    const folder = dirname(file);
    const own = imported.startsWith(`./${folder}/`);
    return own || imported.startsWith('./apps/environments') || folder === 'apps';
  }
  if (imported.startsWith(`./${room}/`)) return true;
  return (rooms[room] ?? []).some(
    (allowed) => imported === allowed || imported.startsWith(`${allowed}/`),
  );
}

describe('the directions of the imports', () => {
  test.each(['constructs', 'apps', 'src', 'imports'])('hold in %s', (folder) => {
    const wrong = filesBelow(folder).flatMap((file) =>
      importsOf(file)
        .filter((imported) => !mayImport(file, imported))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  test('a system does not import another one', () => {
    expect(mayImport('apps/agricarta/chart.ts', './apps/namespace/chart')).toBe(false);
  });

  test('a construct imports neither the toolchain nor a system', () => {
    expect(mayImport('constructs/nfs-volume.ts', './src/yaml')).toBe(false);
    expect(mayImport('constructs/nfs-volume.ts', './apps/environments')).toBe(false);
  });

  test('a rule knows no construct', () => {
    expect(mayImport('constructs/rules/names.ts', './constructs/identity')).toBe(false);
    expect(mayImport('constructs/rules/names.ts', 'cdk8s')).toBe(false);
  });
});
