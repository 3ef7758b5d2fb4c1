import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How a process ended. */
export interface End {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Set<Running>();

function killLeftovers(): void {
  for (const one of running) one.killAll();
}

// Nothing outlives the tests of a file, however they end.
afterAll(killLeftovers);
process.on('exit', killLeftovers);

/** A process of the tests, with a process group of its own. */
export class Running {
  /** What it has said so far, on both outputs. */
  public output = '';

  /** Its end. */
  public readonly ended: Promise<End>;

  private readonly child: ChildProcess;

  constructor(program: string, args: readonly string[], options: SpawnOptions = {}) {
    this.child = spawn(program, [...args], { stdio: 'pipe', ...options, detached: true });
    running.add(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.child.stdin?.on('error', () => undefined);
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => {
        running.delete(this);
        resolve({ code, signal });
      });
    });
  }

  public get pid(): number {
    return this.child.pid ?? 0;
  }

  public get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  public write(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Sends a signal to the process alone, as Kubernetes does to process 1 of a container. */
  public signal(signal: NodeJS.Signals): void {
    if (this.isRunning) signalTo(this.pid, signal);
  }

  /** Kills what it has started, as the kernel does where memory runs out. */
  public killChildren(): void {
    for (const child of this.isRunning ? childrenOf(this.pid) : []) signalTo(-child, 'SIGKILL');
  }

  /**
   * Kills it with all that it has started, as a container ends: the processes of a container have a
   * namespace of their own, which dies with process 1. Here they have none, and are looked for.
   */
  public killAll(): void {
    if (!this.isRunning) return;
    // A stopped process starts no other one while its children are looked for.
    signalTo(this.pid, 'SIGSTOP');
    const children = childrenOf(this.pid);
    for (const pid of [this.pid, ...children]) {
      signalTo(-pid, 'SIGKILL');
      signalTo(pid, 'SIGKILL');
    }
  }
}

/** Sends a signal to a process, or to the group of a process where the number is negative. */
function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Whether there is such a process, and it has not ended. */
export function isAlive(pid: number): boolean {
  const [state] = statusOf(String(pid)) ?? ['Z'];
  return state !== 'Z' && state !== 'X';
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statusOf(name)?.[1] === parent)
    .map(Number);
}

/** State and parent of a process; undefined where there is none. */
function statusOf(pid: string): [state: string, parent: number] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses, and may hold anything.
    const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [state, Number(parent)];
  } catch {
    return undefined;
  }
}

/** Runs a program to its end. Throws where it fails. */
export function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stderr}${stdout}`);
  return stdout;
}
