import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../constructs';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the API reference', () => {
  const compiler = join(root, 'node_modules/typescript-7/bin/tsc');

  test('and the guides have only examples that compile, and each construct has one', () => {
    const sources = ['constructs', 'apps/environments'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${folder}/${file}`),
    );
    const examples = sources.flatMap((file) =>
      [...read(file).matchAll(/@example\n([\s\S]*?)\n \* @|@example\n([\s\S]*?)\n \*\//g)].map(
        ([, tagged, last]) => ({ file, code: (tagged ?? last ?? '').replace(/^ \* ?/gm, '') }),
      ),
    );
    const constructs = sources.filter(
      (file) =>
        / extends (Construct|ClaimedVolume)\b/.test(read(file)) &&
        !read(file).includes('abstract class'),
    );
    expect(examples.map(({ file }) => file)).toEqual(expect.arrayContaining(constructs));

    const folder = join(root, '.cache/examples');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const guides = readdirSync(join(root, 'docs'))
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(`docs/${file}`).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ''], index) => ({
          file: `${file}-${index}`,
          code,
        })),
      );
    expect(guides.length).toBeGreaterThan(5);
    const names = Object.keys(library).join(', ');
    for (const { file, code } of [...examples, ...guides]) {
      const preamble = [
        "import { Chart, Duration, JsonPatch, Size } from 'cdk8s';",
        "import { k8s } from 'cdk8s-plus-27';",
        "import { Environment } from '../../apps/environments';",
        `import { ${names} } from '../../constructs';`,
        'declare const chart: Chart;',
      ];
      const name = `${file.replace(/\W/g, '-')}.ts`;
      writeFileSync(join(folder, name), [...preamble, code, 'export {};', ''].join('\n'));
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tsconfig.json',
        compilerOptions: { noUnusedLocals: false },
        include: ['.'],
      }),
    );
    execFileSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' });
  }, 60_000);
});
