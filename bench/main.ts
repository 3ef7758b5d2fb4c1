import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, limit, PROJECT, takeTurns } from './command';

// How long the everyday command takes, compared with stock cdk8s for the same systems and
// environments, and with itself when nothing is judged. All of them check the types.

const CACHE = join(PROJECT, 'node_modules/.cache/cdk8s-eo');
const node = (...args: string[]) => ({
  program: process.execPath,
  args: ['-r', 'ts-node/register', ...args],
});

const stock = new Command({
  name: 'stock cdk8s synth',
  folder: join(__dirname, 'stock'),
  program: join(PROJECT, 'node_modules/.bin/cdk8s'),
  args: ['synth', '--check-upgrade=false'],
});
const nothingCached = new Command({
  name: 'npm run synth, nothing cached',
  program: 'npm',
  args: ['run', 'synth', '--'],
  before: () => rmSync(CACHE, { recursive: true, force: true }),
});
const littleChanged = new Command({
  name: 'npm run synth, one object changed',
  program: 'npm',
  args: ['run', 'synth', '--'],
  before: forgetOne,
});
const everyday = new Command({
  name: 'npm run synth, nothing changed',
  program: 'npm',
  args: ['run', 'synth', '--'],
});
const judged = new Command({ name: 'node src/main.ts', ...node('src/main.ts') });
const unjudged = new Command({ name: 'the same without the judge', ...node('bench/unjudged.ts') });

const commands = [stock, nothingCached, littleChanged, everyday, judged, unjudged];
takeTurns(commands);
for (const command of commands) console.log(command.report(stock));
limit('everyday, of stock cdk8s', everyday, stock, 0.25);
limit('one object changed, of nothing cached', littleChanged, nothingCached, 1);
limit('nothing cached, of stock cdk8s', nothingCached, stock, 0.5);
limit('judged, of not judged', judged, unjudged, 1.05);

/** Makes one object one that was not judged before: what was said of it is forgotten. */
function forgetOne(): void {
  const verdicts = join(CACHE, 'verdicts-1.36.json');
  const entries: unknown[] = JSON.parse(readFileSync(verdicts, 'utf8'));
  writeFileSync(verdicts, JSON.stringify(entries.slice(0, -1)));
  rmSync(join(CACHE, 'judgements.json'));
}
