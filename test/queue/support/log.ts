import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a run of a command has said of itself. */
export interface LogLine {
  readonly event: string;
  readonly item: string;
  readonly attempt: number;
  readonly pid: number;
  /** In milliseconds. */
  readonly time: number;
}

/** The lines that the runs of all commands appended to a file, in the order of their time. */
export class WorkLog {
  constructor(public readonly path: string) {
    appendFileSync(path, '');
  }

  public lines(): LogLine[] {
    const text = existsSync(this.path) ? readFileSync(this.path, 'utf8') : '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [event = '', item = '', attempt, pid, time] = line.split(' ');
        return { event, item, attempt: Number(attempt), pid: Number(pid), time: Number(time) };
      });
  }

  public of(event: string): LogLine[] {
    return this.lines().filter((line) => line.event === event);
  }

  /** How often something has happened to each item. */
  public countsOf(event: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { item } of this.of(event)) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  }
}
