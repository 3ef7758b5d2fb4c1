import type { End, Running } from './processes';
import type { Random } from './random';

/** Workers of one queue, of which each one that dies is replaced until one ends with 0, as a Job does. */
export class Fleet {
  /** How many were killed from outside. */
  public kills = 0;

  /** How many were started in the place of another one. */
  public restarts = 0;

  /** When one was killed last or died by itself, in milliseconds. */
  public lastDeath = Date.now();

  /** Resolves when all have ended with 0. */
  public readonly drained: Promise<void>;

  private readonly slots: (Running | undefined)[] = [];
  private isClosed = false;

  /** @param start starts a worker, which is told how many there were before */
  constructor(
    size: number,
    private readonly start: (number: number) => Running,
  ) {
    const slots = Array.from({ length: size }, (_, slot) => this.keep(slot));
    this.drained = Promise.all(slots).then(() => undefined);
  }

  /** Kills one of them at random, with all that it has started. */
  public kill(random: Random): void {
    const one = this.anyOf(random);
    if (one === undefined) return;
    this.kills += 1;
    one.killAll();
  }

  /** Kills what one of them has started, at random. */
  public killCommand(random: Random): void {
    this.anyOf(random)?.killChildren();
  }

  /** Kills all, for good. */
  public close(): void {
    this.isClosed = true;
    for (const one of this.slots) one?.killAll();
  }

  private anyOf(random: Random): Running | undefined {
    const alive = this.slots.filter((one) => one?.isRunning);
    return alive[Math.floor(random.next() * alive.length)];
  }

  private async keep(slot: number): Promise<void> {
    for (let count = 0; !this.isClosed; count += 1) {
      if (count > 0) this.restarts += 1;
      const worker = this.start(slot + count * 1000);
      this.slots[slot] = worker;
      const end: End = await worker.ended;
      if (end.code === 0) return;
      this.lastDeath = Date.now();
      // On purpose, all workers are killed; one that ends otherwise has an error of its own.
      if (end.signal !== 'SIGKILL')
        throw new Error(`a worker ended: ${worker.output.slice(-2000)}`);
    }
  }
}
