import type { Verdict } from '../../src/checks/judge';
import type { Answer, Status } from './live';
import type { Manifest } from './manifest';

type Refusal = NonNullable<Verdict['refusal']>;

/** What the server and the judge say to one object. */
export interface Comparison {
  readonly object: Manifest;
  readonly server: string;
  readonly judge: string;

  /** Both accept it, or both refuse it. */
  readonly sameVerdict: boolean;

  /** Both say the same to it, word for word; `true` where both accept it. */
  readonly sameText: boolean;

  /** Both warn of the same; `true` where one refuses it, and so has no reason to warn. */
  readonly sameWarnings: boolean;

  readonly accepted: boolean;
}

/** What `Comparison.server` and `Comparison.judge` say of what is accepted. */
export const ACCEPTED = 'accepted';

/** The server leaves words out of its warnings where they are longer than this together. */
const LONGEST_WARNINGS = 4000;

/** Lays the server's answer beside the judge's verdict. */
export function compare(object: Manifest, answer: Answer, verdict: Verdict): Comparison {
  const server = answer.refusal ? textOfStatus(answer.refusal) : ACCEPTED;
  const judge = textOfVerdict(verdict);
  const accepted = server === ACCEPTED;
  return {
    object,
    server: accepted ? withWarnings(server, answer.warnings) : server,
    judge: accepted && judge === ACCEPTED ? withWarnings(judge, verdict.warnings) : judge,
    sameVerdict: accepted === (judge === ACCEPTED),
    sameText: server === judge,
    sameWarnings: !accepted || judge !== ACCEPTED || sameWarnings(answer, verdict),
    accepted,
  };
}

/** Whether a comparison shows that the judge is the server's equal. */
export function agrees({ sameVerdict, sameText, sameWarnings }: Comparison): boolean {
  return sameVerdict && sameText && sameWarnings;
}

/** What the judge says, with its causes in an order of their own, as `textOfStatus` has them. */
export function textOfVerdict({ served, refusal }: Verdict): string {
  if (!served) return 'not served';
  return refusal ? textOf(refusal.reason, refusal.message, refusal.causes) : ACCEPTED;
}

function textOfStatus({ reason = '', message, details }: Status): string {
  return textOf(reason, message, details?.causes ?? []);
}

/** Fields are mistaken in no order: some of them stand in maps, which Go walks as it likes. */
function textOf(
  reason: string,
  message: string,
  causes: readonly Partial<Refusal['causes'][number]>[],
): string {
  if (reason !== 'Invalid') return `${reason}: ${message}`;
  const lines = causes.map(({ reason: of, field, message: text = '' }) => {
    return `${of}: ${field}: ${withoutChance(text)}`;
  });
  return [`${reason}:`, ...new Set(lines.sort())].join('\n  ');
}

/**
 * Without what is never twice the same: the uids that the server gives to new objects, and puts into
 * the selectors of Jobs; the places in its memory, of which Go tells where it prints a value; and the
 * spaces of a comparison, which Go chooses anew in each process.
 */
export function withoutChance(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>')
    .replace(/\(0x[0-9a-f]+\)/g, '(<address>)')
    .replace(/\u00a0/g, ' ');
}

function withWarnings(text: string, warnings: readonly string[]): string {
  return [text, ...warnings.map((warning) => `  warning: ${warning}`)].join('\n');
}

function sameWarnings(answer: Answer, verdict: Verdict): boolean {
  if (answer.warnings.join('').length > LONGEST_WARNINGS) return verdict.warnings.length > 0;
  const [server, judge] = [answer.warnings, verdict.warnings].map((of) => [...of].sort());
  return JSON.stringify(server) === JSON.stringify(judge);
}
