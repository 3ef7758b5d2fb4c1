import { nearest } from './nearest';
import { quoted, type Violation, violation } from './violation';

/** What the options are judged against. */
export interface MountOptionsContext {
  /**
   * Whether the volume is only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * The mount options of an NFS volume, as a list. Kubernetes passes them on unseen, and a bad one shows
 * only as a pod that never starts, so the list of known options is closed.
 *
 * @see https://man7.org/linux/man-pages/man5/nfs.5.html
 */
export function mountOptions(
  list: unknown,
  context: MountOptionsContext = {},
): Violation | undefined {
  if (typeof list === 'string') return violation(LIST_RULE, `write ${listOf(list.split(','))}`);
  if (!Array.isArray(list)) return violation(LIST_RULE);

  const options: Option[] = [];
  for (const element of list) {
    if (typeof element !== 'string') return violation(LIST_RULE);
    const broken = optionRule(element);
    if (broken !== undefined) return broken;
    options.push(parse(element));
  }
  return twice(options) ?? together(options) ?? withContext(options, context.readOnly ?? false);
}

interface Option {
  readonly name: string;
  readonly value?: string;
}

type ValueRule =
  | { readonly words: string; readonly fits: (value: string) => boolean }
  | 'without value';

const LIST_RULE = 'must be a list of NFS mount options, each a string';

const KNOWN: Readonly<Record<string, ValueRule>> = {
  hard: 'without value',
  soft: 'without value',
  nfsvers: oneOf('3', '4', '4.0', '4.1', '4.2'),
  timeo: wholeNumber(1),
  retrans: wholeNumber(0),
  rsize: transferSize(),
  wsize: transferSize(),
  noatime: 'without value',
  nodiratime: 'without value',
  relatime: 'without value',
  nconnect: wholeNumber(1, 16),
  ro: 'without value',
  rw: 'without value',
  lock: 'without value',
  nolock: 'without value',
  local_lock: oneOf('all', 'flock', 'posix', 'none'),
  proto: oneOf('tcp', 'udp', 'tcp6', 'rdma'),
  port: wholeNumber(1, 65535),
  mountport: wholeNumber(1, 65535),
  sec: oneOf('sys', 'krb5', 'krb5i', 'krb5p'),
  acregmin: wholeNumber(0),
  acregmax: wholeNumber(0),
  acdirmin: wholeNumber(0),
  acdirmax: wholeNumber(0),
  actimeo: wholeNumber(0),
  noac: 'without value',
  lookupcache: oneOf('all', 'none', 'pos', 'positive'),
  fg: 'without value',
  resvport: 'without value',
  noresvport: 'without value',
  nosuid: 'without value',
  nodev: 'without value',
  noexec: 'without value',
  fsc: 'without value',
};

/** Options that mount.nfs takes, and that are wrong on Kubernetes. */
const REFUSED: Readonly<Record<string, { readonly rule: string; readonly fix?: string }>> = {
  bg: { rule: "must not have 'bg': the pod would start before the share is mounted" },
  intr: { rule: "must not have 'intr', which has no effect since Linux 2.6.25" },
  nointr: { rule: "must not have 'nointr', which has no effect since Linux 2.6.25" },
  tcp: { rule: "must give the transport as 'proto'", fix: "write 'proto=tcp'" },
  udp: { rule: "must give the transport as 'proto'", fix: "write 'proto=udp'" },
  rdma: { rule: "must give the transport as 'proto'", fix: "write 'proto=rdma'" },
};

const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['hard', 'soft'],
  ['ro', 'rw'],
  ['lock', 'nolock'],
  ['resvport', 'noresvport'],
  ['noatime', 'relatime'],
  ['noac', 'actimeo'],
  ...['acregmin', 'acregmax', 'acdirmin', 'acdirmax'].map((name) => ['actimeo', name] as const),
];

function optionRule(element: string): Violation | undefined {
  if (element.includes(',')) {
    return violation(
      'must have one option in each string',
      `write ${listOf(element.split(',')).slice(1, -1)}`,
    );
  }
  const { name, value } = parse(element);
  const refused = own(REFUSED, name);
  if (refused !== undefined) {
    return violation(refused.rule, refused.fix ?? `leave out ${quoted(name)}`);
  }
  if (name === 'vers') {
    const version = value === undefined ? '4.1' : value;
    return violation("must give the version as 'nfsvers'", `write ${quoted(`nfsvers=${version}`)}`);
  }
  const known = own(KNOWN, name);
  return known === undefined ? unknownOption(element) : valueRule(element, known);
}

function valueRule(element: string, known: ValueRule): Violation | undefined {
  const { name, value } = parse(element);
  if (known === 'without value') {
    if (value === undefined) return undefined;
    return violation(`must have '${name}' without a value`, `write ${quoted(name)}`);
  }
  if (value !== undefined && known.fits(value)) return undefined;
  return violation(`must give '${name}' ${known.words}`);
}

function unknownOption(element: string): Violation {
  const { name, value } = parse(element);
  const near = nearest(name, Object.keys(KNOWN));
  const spelt = value === undefined ? near : `${near}=${value.trim()}`;
  return violation(
    'must have only known NFS mount options',
    near === undefined || spelt === undefined
      ? `leave out ${quoted(element)}`
      : `write ${quoted(spelt)} instead of ${quoted(element)}`,
  );
}

function twice(options: readonly Option[]): Violation | undefined {
  const names = options.map((option) => option.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined
    ? undefined
    : violation('must have each option only once', `leave out one ${quoted(repeated)}`);
}

function together(options: readonly Option[]): Violation | undefined {
  const valueGiven = (name: string) => options.find((option) => option.name === name)?.value;
  const has = (name: string) => options.some((option) => option.name === name);

  for (const [one, other] of EXCLUSIVE) {
    if (has(one) && has(other)) return violation(`must not have both '${one}' and '${other}'`);
  }
  const version = valueGiven('nfsvers');
  if (has('nolock') && version !== '3') {
    return violation("must have 'nolock' only with 'nfsvers=3'", "leave out 'nolock'");
  }
  if (valueGiven('proto') === 'udp') {
    if (version?.startsWith('4')) {
      return violation("must not have 'proto=udp' with NFS version 4", "write 'proto=tcp'");
    }
    if (Number(valueGiven('nconnect') ?? 1) > 1) {
      return violation("must not have 'nconnect' with 'proto=udp'", "write 'proto=tcp'");
    }
  }
  return undefined;
}

function withContext(options: readonly Option[], readOnly: boolean): Violation | undefined {
  const has = (name: string) => options.some((option) => option.name === name);
  if (readOnly && has('rw')) {
    return violation("must not have 'rw' on a read-only volume", "leave out 'rw'");
  }
  if (!readOnly && has('ro')) {
    return violation("must not have 'ro' on a writable volume", "write readOnly: true, not 'ro'");
  }
  if (has('soft') && !readOnly) {
    return violation(
      "must not have 'soft' on a writable volume: when the server is slow, writes are lost unseen",
      "write 'hard'",
    );
  }
  return undefined;
}

function parse(element: string): Option {
  const sign = element.indexOf('=');
  return sign < 0
    ? { name: element }
    : { name: element.slice(0, sign), value: element.slice(sign + 1) };
}

function oneOf(...values: string[]): ValueRule {
  return {
    words: `one of ${values.map(quoted).join(', ')}`,
    fits: (value) => values.includes(value),
  };
}

function wholeNumber(min: number, max = 2147483647): ValueRule {
  return {
    words: `a whole number ${max === 2147483647 ? `of at least ${min}` : `in ${min}-${max}`}`,
    fits: (value) => /^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max,
  };
}

function transferSize(): ValueRule {
  return {
    words: 'a multiple of 1024 in 1024-1048576',
    fits: (value) => wholeMultiple(value) && Number(value) <= 1048576,
  };
}

function wholeMultiple(value: string): boolean {
  return /^[1-9]\d{0,9}$/.test(value) && Number(value) % 1024 === 0;
}

function listOf(elements: readonly string[]): string {
  const options = elements.map((element) => element.trim()).filter((element) => element !== '');
  return `[${options.map(quoted).join(', ')}]`;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
