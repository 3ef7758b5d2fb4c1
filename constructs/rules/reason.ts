/** A reason with fewer characters says nothing to the person on call. */
const SHORTEST_REASON = 10;

/** Whether a text is a reason for being less than the hardened default. */
export function isReason(text: unknown): text is string {
  return typeof text === 'string' && text.trim().length >= SHORTEST_REASON;
}
