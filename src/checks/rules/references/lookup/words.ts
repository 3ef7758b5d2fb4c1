import type { Container } from '../../../pods';
import { below, listAt } from '../../../read';

/** A word of a command line. */
export interface Word {
  readonly text: string;
  readonly path: string;
}

/** The command line of a container: its command and its arguments. */
export function wordsOf({ spec, path }: Container): Word[] {
  return ['command', 'args'].flatMap((field) =>
    listAt(spec, field).flatMap((text, index) =>
      typeof text === 'string' ? [{ text, path: below(`${path}.${field}`, index) }] : [],
    ),
  );
}
