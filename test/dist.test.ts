import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { environments } from '../apps/environments';
import { systems } from '../apps/systems';
import { check, KUBERNETES_VERSIONS, type KubernetesObject } from '../src/checks';
import { type Synthesis, synthesize } from '../src/synthesize';

const dist = join(__dirname, '../dist');
const committed = readdirSync(dist, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'));

let synthesis: Synthesis;
beforeAll(async () => {
  synthesis = await synthesize({ systems, environments });
});

describe('dist/', () => {
  test('holds the files that the code gives, and no other', () => {
    expect(committed.sort()).toEqual([...synthesis.files.keys()].sort());
  });

  test.each(KUBERNETES_VERSIONS)(
    'has nothing that Kubernetes %s or a rule minds',
    async (kubernetes) => {
      for (const { name } of environments) {
        const objects = committed
          .filter((path) => path.startsWith(`${name}/`))
          .flatMap((path) => parseAllDocuments(readFileSync(join(dist, path), 'utf8')))
          .map((document): KubernetesObject => document.toJS());
        const findings = await check(objects, { kubernetes });
        expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }
    },
  );

  test.each(committed)('%s is current (npm run synth writes it)', (path) => {
    expect(readFileSync(join(dist, path), 'utf8')).toBe(synthesis.files.get(path));
  });
});
