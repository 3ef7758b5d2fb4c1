import { nearest } from './nearest';
import { quoted, type Violation, violation } from './violation';

const SYNTAX =
  'must be a schedule of five fields: minute, hour, day of the month, month, day of the week; or a ' +
  "word such as '@daily'";

/**
 * When a CronJob runs: what the API server reads and also comes to pass. A day such as 30 February, a
 * step past the end of its field, and an empty item of a list are taken by the server, but do not do
 * what they say; `@every` is taken too, but counts from when the object was made.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function cronSchedule(value: unknown): Violation | undefined {
  if (typeof value !== 'string') return violation(SYNTAX);
  const text = value.trim();
  if (text !== value) {
    return violation(SYNTAX, cronSchedule(text) ? undefined : `write ${quoted(text)}`);
  }
  const [, zone] = /^(?:CRON_)?TZ=(\S*)/.exec(text) ?? [];
  if (zone !== undefined) {
    const fix = timeZone(zone) ? undefined : `give timeZone: ${quoted(zone)}`;
    return violation("must not hold a time zone, 'TZ='", fix);
  }
  return text.startsWith('@') ? scheduleWord(text) : scheduleFields(text);
}

/**
 * The name of a time zone, as IANA writes it. Whether there is such a zone is for the API server to
 * say, which brings its own list.
 *
 * @see https://www.iana.org/time-zones
 */
export function timeZone(value: unknown): Violation | undefined {
  const rule = "must be the name of a time zone, such as 'Europe/Vienna' or 'Etc/UTC'";
  if (typeof value !== 'string') return violation(rule);
  if (ZONE.test(value) && value !== 'Local') return undefined;
  const near = value
    .trim()
    .replace(/\s+/g, '_')
    .replace(/(^|\/)[a-z]/g, (letter) => letter.toUpperCase());
  const helps = near !== value && near !== 'Local' && ZONE.test(near);
  return violation(rule, helps ? `write ${quoted(near)}` : undefined);
}

const ZONE = /^[A-Z][A-Za-z0-9+_-]*(\/[A-Z][A-Za-z0-9+_-]*){0,2}$/;

const WORDS = ['@hourly', '@daily', '@midnight', '@weekly', '@monthly', '@yearly', '@annually'];

function scheduleWord(word: string): Violation | undefined {
  if (WORDS.includes(word)) return undefined;
  const rule = `must be one of the words ${WORDS.join(', ')}, or five fields`;
  const every = /^@every (\d+)([mh])$/.exec(word);
  const near = every ? inFields(Number(every[1]), every[2] === 'm') : nearest(word, WORDS);
  return violation(rule, near && `write ${quoted(near)}`);
}

/** A pause that divides its hour or day, as fields. */
function inFields(pause: number, isMinutes: boolean): string | undefined {
  if (pause === 0 || (isMinutes ? 60 : 24) % pause !== 0) return undefined;
  if (pause === (isMinutes ? 60 : 24)) return isMinutes ? '0 * * * *' : '0 0 * * *';
  return isMinutes ? `*/${pause} * * * *` : `0 */${pause} * * *`;
}

/** One of the five fields of a schedule. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for its numbers, in their order. */
  readonly words: readonly string[];
}

const DAY: Field = { name: 'day of the month', min: 1, max: 31, words: [] };
const MONTH: Field = {
  name: 'month',
  min: 1,
  max: 12,
  words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  DAY,
  MONTH,
  {
    name: 'day of the week',
    min: 0,
    max: 6,
    words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  },
];

function scheduleFields(text: string): Violation | undefined {
  const parts = text.split(/[ \t]+/);
  if (parts.length !== FIELDS.length) {
    return violation(SYNTAX, parts.length === 6 ? 'leave the seconds out' : undefined);
  }
  const wrong = FIELDS.findIndex((field, index) => !numbersOf(parts[index] ?? '', field));
  const field = FIELDS[wrong];
  if (field) return violation(fieldRule(field), fieldFix(field, parts[wrong] ?? ''));
  const [, , day = '', month = '', weekday = ''] = parts;
  if (isAny(weekday) && !hasDay(numbersOf(day, DAY) ?? [], numbersOf(month, MONTH) ?? [])) {
    return violation('must be a schedule of days that there are: no month of it has such a day');
  }
  return undefined;
}

function fieldRule({ name, min, max, words }: Field): string {
  const named = words.length > 0 ? ` or ${words[0]}-${words.at(-1)}` : '';
  return (
    `must have as its ${name} '*', numbers in ${min}-${max}${named}, ranges such as 1-5 and steps ` +
    `such as */2, with ',' between them and without spaces`
  );
}

function fieldFix({ name, words }: Field, part: string): string | undefined {
  if (name === 'day of the week' && part === '7') return 'write 0 or sun for Sunday';
  if (name === 'hour' && part === '24') return 'write 0 for midnight';
  const short = part.slice(0, 3).toLowerCase();
  return /^[a-z]{4,}$/i.test(part) && words.includes(short) ? `write ${short}` : undefined;
}

/** The numbers that a field stands for; undefined where it is none. */
function numbersOf(part: string, field: Field): number[] | undefined {
  const items = part.split(',').map((item) => itemNumbers(item, field));
  return items.every((item) => item !== undefined) ? items.flat() : undefined;
}

const ITEM = /^(?:[*?]|(\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?)(?:\/(\d{1,2}))?$/i;

function itemNumbers(item: string, field: Field): number[] | undefined {
  const match = ITEM.exec(item);
  if (!match) return undefined;
  const [, first, last, stepText = '1'] = match;
  const { min, max } = field;
  // As in `5/15`: from 5 on.
  const open = item.includes('/') ? max : undefined;
  const low = first === undefined ? min : numberOf(first, field);
  const high =
    last === undefined ? (first === undefined ? max : (open ?? low)) : numberOf(last, field);
  const step = Number(stepText);
  if (low < min || high > max || !(low <= high) || step < 1 || step > max) return undefined;
  const count = Math.floor((high - low) / step) + 1;
  return Array.from({ length: count }, (_, index) => low + index * step);
}

function numberOf(text: string, { min, words }: Field): number {
  const index = words.indexOf(text.toLowerCase());
  return index < 0 ? Number(text) : min + index;
}

/** Whether the field does not choose: otherwise either of the two days counts. */
function isAny(part: string): boolean {
  return part.split(',').some((item) => /^[*?](\/0?1)?$/.test(item));
}

function hasDay(days: readonly number[], months: readonly number[]): boolean {
  return months.some((month) => days.some((day) => day <= (LENGTHS[month - 1] ?? 0)));
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
