import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Command, limit, PROJECT, takeTurns } from './command';
import { mixedApp } from './mixed-objects';

// How long it takes to judge many mixed objects of which none was judged before, compared with the
// time in which cdk8s itself synthesizes them; and how that grows.

const CACHE = join(PROJECT, 'node_modules/.cache/cdk8s-eo');
const COUNTS = [1_000, 5_000, 20_000];
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-scale-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

execFileSync('npm', ['run', '-s', 'build'], { cwd: PROJECT, stdio: 'inherit' });

const node = (...args: string[]) => ({
  program: process.execPath,
  args: ['-r', 'ts-node/register', ...args],
});

const pairs = COUNTS.map((count) => {
  mixedApp(count, folder).synth();
  const text = readFileSync(join(folder, 'mixed.k8s.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document) => document.toJS());
  const file = join(folder, `${count}.json`);
  writeFileSync(file, JSON.stringify(objects));
  return {
    count,
    synthesis: new Command({
      name: `cdk8s, ${count} objects`,
      ...node('bench/scale-synthesis.ts', `${count}`),
    }),
    judgement: new Command({
      name: `the judge, ${count} objects`,
      ...node('bench/scale-judgement.ts', file),
      before: () => {
        rmSync(join(CACHE, 'verdicts-1.36.json'), { force: true });
        rmSync(join(CACHE, 'judgements.json'), { force: true });
      },
    }),
  };
});

takeTurns(
  pairs.flatMap(({ synthesis, judgement }) => [synthesis, judgement]),
  Number(process.env.RUNS ?? 3),
);
for (const { count, synthesis, judgement } of pairs) {
  console.log(synthesis.report(synthesis));
  console.log(judgement.report(synthesis));
  console.log(`  ${(judgement.median / count).toFixed(2)} ms an object`);
}
const [first] = pairs;
if (first) limit('1,000 objects judged, of synthesized', first.judgement, first.synthesis, 2);
