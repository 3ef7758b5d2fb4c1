import { types } from 'node:util';

/** What is wrong, in words for the person who can fix it: printed as it is, without a stack. */
export class Problem extends Error {}

/**
 * Whether an error was thrown on purpose, with a message for people, as the constructs do: the
 * errors that the language itself throws at a mistake in the code have names of their own.
 */
export function isForPeople(error: unknown): error is Error {
  return types.isNativeError(error) && error.name === 'Error';
}
