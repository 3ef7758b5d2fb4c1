/** What a command reads and writes. */
export interface Terminal {
  /** Reads standard input to its end. */
  readonly stdin: () => Promise<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A stream to write to. */
export interface Output {
  /** Whether a person looks at it. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Whether a report on standard output has colours. */
export function hasColours({ stdout, env }: Terminal): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Tells on a terminal what is being done, where it takes long. */
export class Progress {
  private readonly start = performance.now();
  private last = 0;
  private isVisible = false;

  constructor(private readonly output: Output) {}

  /** What is being done now. May be called often. */
  say(text: string): void {
    const now = performance.now();
    if (!this.output.isTTY || now - this.start < QUIET || now - this.last < PAUSE) return;
    this.last = now;
    this.isVisible = true;
    this.output.write(`\r\u001b[K${text}`);
  }

  /** Tells what is being done, and for how long, until it is done. */
  async during<Result>(text: string, work: Promise<Result>): Promise<Result> {
    const start = performance.now();
    const tell = () => this.say(`${text} (${Math.round((performance.now() - start) / 1000)} s)`);
    const timer = setInterval(tell, PAUSE);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      this.clear();
    }
  }

  /** Takes away what was said. */
  clear(): void {
    if (this.isVisible) this.output.write('\r\u001b[K');
    this.isVisible = false;
  }
}

/** Milliseconds in which nothing is said. */
const QUIET = 500;
/** Milliseconds between two words. */
const PAUSE = 200;
