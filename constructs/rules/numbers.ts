import { quoted, type Violation, violation, writeNumber } from './violation';

/** A range of whole numbers, both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** A whole number from `min` to `max`, both included; `max` may be `Infinity`. */
export function integerIn(value: unknown, min: number, max: number): Violation | undefined {
  if (isIntegerIn(value, min, max)) return undefined;
  return violation(`must be a whole number ${rangeWords(min, max)}`, unquotedFix(value, min, max));
}

/** A port that something listens on. */
export function port(value: unknown): Violation | undefined {
  return integerIn(value, 1, 65535);
}

/**
 * A Service's port on every node.
 *
 * @param range what the API server was started with (`--service-node-port-range`)
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export function nodePort(
  value: unknown,
  range: NumberRange = { min: 30000, max: 32767 },
): Violation | undefined {
  const { min, max } = range;
  if (isIntegerIn(value, min, max)) return undefined;
  return Number.isInteger(value)
    ? violation(`must be in ${min}-${max}`)
    : integerIn(value, min, max);
}

/**
 * The mode of a mounted file, 0o000-0o777. The server takes any number up to 511, so that decimal
 * 400 or 444 would silently become 0o620 or 0o674: such numbers are refused.
 */
export function fileMode(value: unknown): Violation | undefined {
  const meant = octalDigits(value);
  const decimalTrap = isUsualMode(meant) && !isUsualMode(octalOf(value));
  if (isIntegerIn(value, 0, 0o777) && !decimalTrap) return undefined;
  const clear = meant !== undefined && (decimalTrap || typeof value === 'string');
  return violation(
    'must be a file mode in octal, 0o000-0o777',
    clear ? `write 0o${meant}` : undefined,
  );
}

/** The user that a container runs as: not root. */
export function userId(value: unknown): Violation | undefined {
  return value === 0 || value === 'root'
    ? violation('must be a user id other than root, 1-4294967295')
    : integerIn(value, 1, 4294967295);
}

/** What a rollout or disruption budget counts in: a number of pods, or a percentage of them. */
export function percentOrCount(value: unknown): Violation | undefined {
  if (isIntegerIn(value, 0, 2147483647)) return undefined;
  const percent = /^\s*(\d+)\s*%\s*$/.exec(typeof value === 'string' ? value : '')?.[1];
  const withinHundred = percent !== undefined && Number(percent) <= 100;
  if (withinHundred && value === `${percent}%`) return undefined;

  const rule = "must be a whole number of at least 0, or a percentage in '0%'-'100%'";
  if (withinHundred) return violation(rule, `write ${quoted(`${percent}%`)}`);
  if (typeof value === 'number' && value > 0 && value < 1) {
    return violation(rule, `write '${Math.round(value * 100)}%'`);
  }
  return violation(rule, unquotedFix(value, 0, 2147483647));
}

function isIntegerIn(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && typeof value === 'number' && value >= min && value <= max;
}

function rangeWords(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `of at least ${min}`;
  return min < 0 ? `from ${min} to ${max}` : `in ${min}-${max}`;
}

function unquotedFix(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string' || !/^\s*-?\d+\s*$/.test(value)) return undefined;
  const number = Number(value);
  return isIntegerIn(number, min, max) ? writeNumber(String(number)) : undefined;
}

const USUAL_MODES = new Set(
  (
    '400 440 444 500 540 550 551 555 600 640 644 660 664 666 ' +
    '700 710 711 740 744 750 751 754 755 770 771 774 775 777'
  ).split(' '),
);

function isUsualMode(digits: string | undefined): boolean {
  return digits !== undefined && USUAL_MODES.has(digits);
}

/** The three octal digits that someone meant by 644, '644', '0644' or '0o644'. */
function octalDigits(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^(?:0o?)?([0-7]{3})$/.exec(text)?.[1];
}

function octalOf(value: unknown): string | undefined {
  return typeof value === 'number' ? value.toString(8) : undefined;
}
