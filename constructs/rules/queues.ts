import { type Violation, violation } from './violation';

/** A name for a queue: a key of Redis that scripts, the keys made of it, and people can write. */
export function queueName(value: unknown): Violation | undefined {
  if (typeof value !== 'string' || !/^[A-Za-z0-9][-\w.:]{0,99}$/.test(value)) {
    return violation(
      "must be up to 100 letters, digits, '-', '_', '.' and ':', and begin with a letter or digit",
      "for example 'jobProduct'",
    );
  }
  if (!MADE_OF_NAMES.test(value)) return undefined;
  return violation('must not be like a key that belongs to another queue, such as jobProduct:dead');
}

/** The keys that `queue.lua` makes of the name of a queue. */
const MADE_OF_NAMES =
  /:(attempts|claims|dead|finished|lists|processing|reaped)$|:(inserted|leased_by_session):/;

/** A revision of a list of items, which becomes part of a key of Redis and of arguments. */
export function listRevision(value: unknown): Violation | undefined {
  if (typeof value === 'string' && /^[A-Za-z0-9][-\w.]{0,62}$/.test(value)) return undefined;
  return violation(
    "must be up to 63 letters, digits, '-', '_' and '.', and begin with a letter or digit",
    "for example '2'",
  );
}
