import { dnsLabel, dnsSubdomain, portName, serviceName } from '../../../constructs/rules/names';
import { nearest } from '../../../constructs/rules/nearest';
import type { Violation } from '../../../constructs/rules/violation';
import { moveOf } from './misplaced';
import { valueFor } from './missing';
import type { Cause } from './verdict';

/** What to do about a cause, with the right value where it can be known. */
export function fixOf({ message, field, siblings }: Cause): string {
  if (siblings) return moveOf(field, siblings) ?? fieldFix(field, siblings);
  const required = /^Required value(?:: (.*))?$/s.exec(message);
  const value = required && valueFor(field, required[1] ?? '');
  if (value) return value;
  for (const [pattern, fix] of FIXES) {
    const match = pattern.exec(message);
    const words = match && fix(match[1] ?? '', match[2] ?? '');
    if (words) return words;
  }
  return 'change the value to what the message asks for';
}

function fieldFix(field: string, siblings: readonly string[]): string {
  const name = field.slice(field.lastIndexOf('.') + 1);
  const near = nearestName(name, siblings);
  if (near) return `write ${near}`;
  const longer = siblings.filter((one) => name.length >= 4 && one.startsWith(name));
  if (longer.length === 1) return `write ${longer[0]}`;
  const some = siblings.slice(0, 12).join(', ');
  return siblings.length === 0
    ? 'remove it'
    : `remove it, or move it where it belongs; the fields here are ${some}${siblings.length > 12 ? ', …' : ''}`;
}

/** The known name that a misspelt one most likely means. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const lower = nearest(
    name,
    known.map((one) => one.toLowerCase()),
  );
  return known.find((one) => one.toLowerCase() === lower);
}

/** What the server's most common words ask for. */
const FIXES: readonly (readonly [RegExp, (first: string, second: string) => string | undefined])[] =
  [
    [/^Unsupported value: "([^"]*)": supported values: (.*)$/, supported],
    [
      /Invalid value: "([^"]*)": must (?:contain|not contain|not begin|be no more than 15)/,
      (value) => named(portName(value)),
    ],
    [/Invalid value: "([^"]*)": a DNS-1035 label/, (value) => named(serviceName(value))],
    [/Invalid value: "([^"]*)": a lowercase RFC 1123 label/, (value) => named(dnsLabel(value))],
    [
      /Invalid value: "([^"]*)": a lowercase RFC 1123 subdomain/,
      (value) => named(dnsSubdomain(value)),
    ],
    [/field is immutable|immutable after creation/, () => KEEP_OR_RENAME],
    [/updates to .* (?:are|is) forbidden/, () => KEEP_OR_RENAME],
    [
      /must be less than or equal to (.*) limit/,
      (what) => `raise the ${what} limit, or ask for less`,
    ],
    [/must be (between [\d, and]+\d)/, (range) => `write a number ${range}`],
    [/must be greater than or equal to (-?\d+)/, (least) => `write ${least} or more`],
    [
      /must be (?:no more than|at most) (\d+) (characters|bytes)/,
      (most, unit) => `shorten it to ${most} ${unit}`,
    ],
    [
      /Invalid value: [^{]*(\{.*\}): `selector` does not match template `labels`/,
      (labels) =>
        `make selector and labels of the pod template the same, as with matchLabels: ${labels}`,
    ],
    [
      /quantities must match the regular expression/,
      () => "write a quantity such as '500m', '2Gi' or '1'",
    ],
    [
      /unable to parse quantity's suffix/,
      () => 'write one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti',
    ],
    [
      /range of valid ports is (\d+)-(\d+)/,
      (low, high) => `write a port from ${low} to ${high}, or leave it out`,
    ],
    [/^Duplicate value/, () => 'remove one of them, or give it a value of its own'],
    [
      /^Required value(?:: (.*))?$/,
      (what) => (what ? `give it a value: ${what}` : 'give it a value'),
    ],
    [/^Not found: "([^"]*)"/, (value) => `add '${value}', or refer to one that is there`],
    [
      /cannot unmarshal object into .*\bServiceSpec\.(?:spec\.)?selector/,
      () => 'write the labels themselves, without matchLabels',
    ],
    [/cannot unmarshal (\w+) into .* of type (\S+)/, wrongType],
    [/minAvailable and maxUnavailable cannot be both set/, () => 'remove one of the two'],
    [/^Forbidden: (?:may not|must not|not allowed)/, () => 'remove it'],
  ];

const KEEP_OR_RENAME = 'keep the old value, or give the object a new name';

function supported(value: string, list: string): string {
  const values = [...list.matchAll(/"([^"]*)"/g)].map(([, one = '']) => one);
  const near = nearestName(value, values);
  return near ? `write ${near}` : `write one of ${values.join(', ')}`;
}

function named(violation: Violation | undefined): string | undefined {
  return violation?.fix;
}

/** Both are said as Go calls them: `string`, `int32`, `[]v1.Container`, `map[string]string`. */
function wrongType(given: string, wanted: string): string {
  if (wanted.startsWith('[]')) return 'write a list, with a dash before each item';
  if (wanted.startsWith('map[')) return 'write a map, of names and their values';
  if (given === 'array') return 'write one value, and no list';
  if (/^u?int|^float/.test(wanted)) return 'write a number, without quotes';
  if (wanted === 'bool') return 'write true or false, without quotes';
  if (given === 'string') return 'write a map, with the fields that are known there';
  return given === 'object' ? 'write a text, and no map' : 'put it in quotes';
}
