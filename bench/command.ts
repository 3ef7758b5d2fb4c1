import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(__dirname, '..');

/** How often each command runs, after a first time to warm up. */
const RUNS = Number(process.env.RUNS ?? 9);

const OUTPUT = mkdtempSync(join(tmpdir(), 'cdk8s-eo-bench-'));
process.on('exit', () => rmSync(OUTPUT, { recursive: true, force: true }));

/** What a command needs, and what is to be done before each run. */
interface CommandProps {
  readonly name: string;
  readonly folder?: string;
  readonly program: string;
  readonly args: readonly string[];
  before?(): void;
}

/** A command that writes into an empty folder, and the time that its whole process takes. */
export class Command {
  public readonly name: string;
  private readonly times: number[] = [];

  constructor(private readonly props: CommandProps) {
    this.name = props.name;
  }

  /** Runs the whole process once. */
  public run(): void {
    const { program, args, folder = PROJECT, before } = this.props;
    rmSync(OUTPUT, { recursive: true, force: true });
    before?.();
    const start = performance.now();
    const { status, stderr } = spawnSync(program, [...args, '--output', OUTPUT], {
      cwd: folder,
      encoding: 'utf8',
    });
    this.times.push(performance.now() - start);
    if (status !== 0 || readdirSync(OUTPUT).length === 0) {
      throw new Error(`${this.name} did not write anything\n${stderr}`);
    }
  }

  /** The time of the run in the middle. */
  public get median(): number {
    const last = this.sorted.length - 1;
    return (this.at(Math.floor(last / 2)) + this.at(Math.ceil(last / 2))) / 2;
  }

  /** What it took, and how that compares with another command. */
  public report(base: Command): string {
    const [median, min, max] = [this.median, this.at(0), this.at(-1)].map((time) =>
      time.toFixed(0),
    );
    const ratio = (this.median / base.median).toFixed(3);
    return `${this.name.padEnd(34)} median ${median} ms, min ${min}, max ${max}, ratio ${ratio}`;
  }

  /** The times of all runs but the warm-up, from the shortest to the longest. */
  private get sorted(): readonly number[] {
    return this.times.slice(1).sort((a, b) => a - b);
  }

  private at(index: number): number {
    return this.sorted.at(index) ?? Number.NaN;
  }
}

/** Runs the commands in turns, so that whatever else the machine does slows all of them down. */
export function takeTurns(commands: readonly Command[], runs = RUNS): void {
  for (let turn = 0; turn <= runs; turn += 1) for (const command of commands) command.run();
}

/** Says how the time of a command compares with that of another one, and whether it may. */
export function limit(what: string, command: Command, base: Command, most: number): void {
  const ratio = command.median / base.median;
  const verdict = ratio <= most ? 'within' : 'ABOVE';
  console.log(`${what}: ${ratio.toFixed(3)}, ${verdict} the limit of ${most}`);
  if (ratio > most) process.exitCode = 1;
}
