import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './waiting';

/** Files that commands write for a test, gone after the last one of its file. */
export function useFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-eo-queue-'));
  let count = 0;

  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(() => {
    count += 1;
  });

  const file = (name: string) => join(folder, `${count}-${name}`);
  const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');

  return {
    folder,
    file,
    /** What is in a file; nothing where there is none. */
    read,
    /** The pid that a command writes into a file. */
    async pidIn(name: string): Promise<number> {
      const text = await eventually(
        `${name} is written`,
        () => read(name),
        (said) => said.endsWith('\n'),
      );
      return Number(text);
    },
  };
}
