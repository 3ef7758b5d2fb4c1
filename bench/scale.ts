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
    command: new Command({
      name: `cdk8s synth, ${count} objects`,
      program: join(PROJECT, 'node_modules/.bin/cdk8s'),
      args: [
        ...['synth', '--check-upgrade=false', '--app'],
        `node -r ts-node/register bench/scale-synthesis.ts ${count}`,
      ],
    }),
    synthesis: new Command({
      name: `its app alone, ${count} objects`,
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
  pairs.flatMap(({ command, synthesis, judgement }) => [command, synthesis, judgement]),
  Number(process.env.RUNS ?? 3),
);
for (const { count, command, synthesis, judgement } of pairs) {
  for (const each of [command, synthesis, judgement]) console.log(each.report(command));
  const alone = (judgement.median / synthesis.median).toFixed(3);
  const each = (judgement.median / count).toFixed(2);
  console.log(`  judged: ${alone} of the app alone, ${each} ms an object`);
}
for (const { count, command, judgement } of pairs) {
  limit(`${count} objects judged, of cdk8s synth`, judgement, command, 2);
}
