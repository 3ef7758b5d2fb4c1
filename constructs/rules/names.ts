import { quoted, type Violation, violation } from './violation';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const ANY_CASE = new RegExp(SUBDOMAIN, 'i');
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const PORT_NAME = /^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const C_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const CONFIG_KEY = /^(?!\.$)(?!\.\.)[-._a-zA-Z0-9]+$/;

/**
 * The name of most objects: a DNS-1123 subdomain.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function dnsSubdomain(value: unknown): Violation | undefined {
  return named(value, {
    rule:
      "must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, " +
      'every part starting and ending with a letter or digit',
    pattern: SUBDOMAIN,
    maxLength: 253,
    nearest: (text) => text.split('.').map(likeLabel).filter(Boolean).join('.'),
  });
}

/**
 * The name of a namespace, container or volume, and of whatever becomes a host name or a label's
 * value: a DNS-1123 label.
 *
 * @param maxLength less than 63 where Kubernetes appends to the name: 52 for a CronJob or StatefulSet
 */
export function dnsLabel(value: unknown, maxLength = 63): Violation | undefined {
  return named(value, {
    rule:
      `must be a DNS label: lower case letters, digits and '-', at most ${maxLength} characters, ` +
      'starting and ending with a letter or digit',
    pattern: LABEL,
    maxLength,
    nearest: likeLabel,
  });
}

/**
 * The name of a Service: a DNS-1035 label, which also starts with a letter.
 *
 * @param maxLength less than 63 where something is appended to the name: 53 for a DaskCluster
 */
export function serviceName(value: unknown, maxLength = 63): Violation | undefined {
  return named(value, {
    rule:
      `must be a Service name: lower case letters, digits and '-', at most ${maxLength} characters, ` +
      'starting with a letter and ending with a letter or digit',
    pattern: SERVICE,
    maxLength,
    nearest: (text) => startingWithLetter(likeLabel(text), 'service-'),
  });
}

/**
 * The name of a container's or Service's port: an IANA service name. A Service alone would accept 63
 * characters, but nothing could then refer to its port by name.
 */
export function portName(value: unknown): Violation | undefined {
  return named(value, {
    rule:
      "must be a port name: lower case letters, digits and '-', at most 15 characters, " +
      "with at least one letter, no '--' and no '-' at either end",
    pattern: PORT_NAME,
    maxLength: 15,
    nearest: (text) => {
      const like = likeLabel(text).replace(/-{2,}/g, '-');
      return /[a-z]/.test(like) ? like : startingWithLetter(like, 'port-');
    },
  });
}

/** The key of a label: an optional DNS subdomain and '/', then a name of at most 63 characters. */
export function labelKey(value: unknown): Violation | undefined {
  return qualifiedName(value, 'label');
}

/** The key of an annotation: as a label's, but the server reads its subdomain in any case. */
export function annotationKey(value: unknown): Violation | undefined {
  return qualifiedName(value, 'annotation');
}

/** The value of a label; it may be empty. */
export function labelValue(value: unknown): Violation | undefined {
  return named(value, {
    rule:
      "must be empty or letters, digits, '-', '_' and '.', at most 63 characters, " +
      'starting and ending with a letter or digit',
    pattern: LABEL_VALUE,
    maxLength: 63,
    nearest: likeQualified,
  });
}

/**
 * The name of an environment variable: a C identifier. Servers differ in what else they accept, and
 * no shell can read a name with '-' or '.'.
 */
export function environmentVariableName(value: unknown): Violation | undefined {
  return named(value, {
    rule: "must be a variable name: letters, digits and '_', not starting with a digit",
    pattern: C_IDENTIFIER,
    maxLength: Number.POSITIVE_INFINITY,
    nearest: (text) =>
      text
        .trim()
        .replace(/[^A-Za-z0-9_]+/g, '_')
        .replace(/^(?=\d)/, '_'),
  });
}

/** The name of a metric of pods, which is a part of the URL that it is read at. */
export function metricName(value: unknown): Violation | undefined {
  return named(value, {
    rule: "must be the name of a metric: not empty, without '/' and '%', and not '.' or '..'",
    pattern: /^(?!\.{1,2}$)[^/%]+$/,
    maxLength: Number.POSITIVE_INFINITY,
    nearest: (text) => text.replace(/[/%]+/g, '_'),
  });
}

/** A key of a ConfigMap or Secret, which becomes a file's name. */
export function configKey(value: unknown): Violation | undefined {
  return named(value, {
    rule:
      "must be a file name: letters, digits, '-', '_' and '.', at most 253 characters, " +
      "not '.' and not beginning with '..'",
    pattern: CONFIG_KEY,
    maxLength: 253,
    nearest: (text) =>
      withoutAccents(text)
        .trim()
        .replace(/^.*\//, '')
        .replace(/[^-._a-zA-Z0-9]+/g, '-')
        .replace(/^\.{2,}/, '.')
        .replace(/^\.$/, ''),
  });
}

interface Shape {
  readonly rule: string;
  readonly pattern: { test(text: string): boolean };
  readonly maxLength: number;
  readonly nearest: (text: string) => string;
}

function named(value: unknown, shape: Shape): Violation | undefined {
  const fits = (text: string) => text.length <= shape.maxLength && shape.pattern.test(text);
  if (typeof value === 'string' && fits(value)) return undefined;

  const text = asText(value);
  if (text === undefined) return violation(shape.rule);
  const excess = text.length - shape.maxLength;
  if (excess > 0 && shape.pattern.test(text)) {
    return violation(shape.rule, `shorten it by ${excess} character${excess === 1 ? '' : 's'}`);
  }
  const near = shape.nearest(text);
  return violation(shape.rule, near !== '' && fits(near) ? `write ${quoted(near)}` : undefined);
}

function qualifiedName(value: unknown, kind: 'label' | 'annotation'): Violation | undefined {
  return named(value, {
    rule:
      `must be ${kind === 'label' ? 'a label' : 'an annotation'} key: an optional DNS subdomain ` +
      "and '/', then letters, digits, '-', '_' and '.', at most 63 characters, " +
      'starting and ending with a letter or digit',
    pattern: { test: (text) => isQualifiedName(text, kind === 'label' ? SUBDOMAIN : ANY_CASE) },
    maxLength: 317,
    nearest: (text) => {
      const parts = text.split('/');
      const name = likeQualified(parts.pop() ?? '');
      const prefix = parts.join('.').split('.').map(likeLabel).filter(Boolean).join('.');
      return parts.length === 1 && prefix !== '' ? `${prefix}/${name}` : name;
    },
  });
}

function isQualifiedName(text: string, subdomain: RegExp): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  const prefix = text.slice(0, Math.max(slash, 0));
  const prefixFits = slash < 0 || (prefix.length <= 253 && subdomain.test(prefix));
  return prefixFits && name.length <= 63 && QUALIFIED.test(name);
}

function likeLabel(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function likeQualified(text: string): string {
  return withoutAccents(text)
    .replace(/[^-A-Za-z0-9_.]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

function startingWithLetter(text: string, prefix: string): string {
  return text === '' || /^[a-z]/.test(text) ? text : prefix + text;
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{Mark}/gu, '');
}

/** Text as it stands, and the text of a number or boolean that lacks its quotes. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
