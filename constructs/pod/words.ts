import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { credentialsInArguments } from '../rules/credentials/credentials';

/**
 * Checks a command, which begins with a program.
 *
 * @throws where it has no program, and where `checkWords` throws
 */
export function checkCommand(
  construct: Construct,
  prop: string,
  words: readonly string[] | undefined,
): void {
  checkWords(construct, prop, words);
  if (words?.[0]?.trim() !== '') return;
  throw explain(construct, `${prop} must begin with a program, got '${words[0]}'`);
}

/** @throws where the words are no list of strings, and where one of them looks like a credential */
export function checkWords(
  construct: Construct,
  prop: string,
  words: readonly string[] | undefined,
): void {
  if (words === undefined) return;
  const listed = Array.isArray(words) && [...words].every((word) => typeof word === 'string');
  const rule = {
    rule: 'must be a list of strings',
    fix: "write each word by itself: ['flask', 'run']",
  };
  must(construct, prop, words, listed ? undefined : rule);
  if (words.length === 0) throw explain(construct, `${prop} must hold a word, got an empty list`);
  const unreadable = words.find((word) => word.includes('\0'));
  if (unreadable !== undefined) must(construct, prop, unreadable, NUL);
  const [finding] = credentialsInArguments(words);
  if (finding) {
    throw explain(
      construct,
      `${prop} must not hold a credential (${finding.key}: ${finding.reason})`,
      'give the program a SecretKey as an environment variable or a SecretFileMount',
    );
  }
}

/** No program can be given a text with a NUL, because it ends there. */
export const NUL = { rule: "must not hold the character NUL, '\\0'" };
