import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// How long our synthesis takes, compared with that of stock cdk8s for the same systems and
// environments. All commands check the types and write into an empty folder. They take turns, so that
// whatever else the machine does slows all of them down; the first turn is a warm-up.

const LIMIT = 0.25;
const RUNS = Number(process.env.RUNS ?? 9);
const PROJECT = resolve(__dirname, '..');
const OUTPUT = mkdtempSync(join(tmpdir(), 'cdk8s-eo-bench-'));
process.on('exit', () => rmSync(OUTPUT, { recursive: true, force: true }));

class Command {
  private readonly times: number[] = [];

  constructor(
    public readonly name: string,
    private readonly folder: string,
    private readonly program: string,
    private readonly args: readonly string[],
  ) {}

  /** Runs the whole process once. */
  public run(): void {
    rmSync(OUTPUT, { recursive: true, force: true });
    const args = [...this.args, '--output', OUTPUT];
    const start = performance.now();
    const { status, stderr } = spawnSync(this.program, args, {
      cwd: this.folder,
      encoding: 'utf8',
    });
    this.times.push(performance.now() - start);
    if (status !== 0 || readdirSync(OUTPUT).length === 0) {
      throw new Error(`${this.name} did not synthesize\n${stderr}`);
    }
  }

  /** The times of all runs but the warm-up, from the shortest to the longest. */
  private get sorted(): readonly number[] {
    return this.times.slice(1).sort((a, b) => a - b);
  }

  public get median(): number {
    const last = this.sorted.length - 1;
    return (this.at(Math.floor(last / 2)) + this.at(Math.ceil(last / 2))) / 2;
  }

  public report(base: Command): string {
    const [median, min, max] = [this.median, this.at(0), this.at(-1)].map((time) =>
      time.toFixed(0),
    );
    const ratio = (this.median / base.median).toFixed(3);
    return `${this.name.padEnd(22)} median ${median} ms, min ${min}, max ${max}, ratio ${ratio}`;
  }

  private at(index: number): number {
    return this.sorted.at(index) ?? Number.NaN;
  }
}

const cdk8s = join(PROJECT, 'node_modules/.bin/cdk8s');
const stock = new Command('stock cdk8s synth', join(__dirname, 'stock'), cdk8s, [
  'synth',
  '--check-upgrade=false',
]);
const everyday = new Command('npm run synth', PROJECT, 'npm', ['run', 'synth', '--']);
const bare = new Command('node src/main.ts', PROJECT, process.execPath, [
  '-r',
  'ts-node/register',
  'src/main.ts',
]);

const commands = [stock, everyday, bare];
for (let turn = 0; turn <= RUNS; turn += 1) for (const command of commands) command.run();

for (const command of commands) console.log(command.report(stock));
const ratio = everyday.median / stock.median;
console.log(`npm run synth takes ${ratio.toFixed(3)} of the time of stock cdk8s; limit ${LIMIT}`);
if (ratio > LIMIT) process.exitCode = 1;
