import type { Severity, Source } from '../finding';
import type { Cause } from './verdict';

/** A group of what the API server may have against an object. */
export interface ServerRule {
  readonly name: string;
  readonly severity: Severity;
  readonly source: Source;

  /** What must hold, as a sentence for the reference page. */
  readonly summary: string;

  /** What happens otherwise, in one line. */
  readonly why: string;

  /** The reasons that the server gives, in the API's words. */
  readonly reasons: readonly string[];
}

const REFUSED = 'the API server refuses the object';

/** What the server takes as a whole or not. */
const REFUSAL = refusal('refused', 'The server takes the object as a whole.');

/** What the server serves. */
export const UNSERVED_KIND = refusal(
  'unserved-kind',
  'The server has the kind, in the version that is written.',
);

/** The one rule of the server that goes by a setting of the cluster. */
export const NODE_PORT_RANGE = refusal(
  'node-port-range',
  'A nodePort is in 30000-32767. (The range is a setting of the cluster: where it is another one, the ' +
    'object says so by an exception.)',
);

/** What the server says although it takes the object. */
export const SERVER_WARNING: ServerRule = {
  name: 'server-warning',
  severity: 'warning',
  source: 'api-server',
  summary: 'The server has no warning for whoever applies the object.',
  why: 'the API server takes the object, and warns whoever applies it',
  reasons: [],
};

/** What nobody could judge. */
export const NO_DEFINITION: ServerRule = {
  name: 'no-definition',
  severity: 'info',
  source: 'api-server',
  summary: 'The definition of every custom resource is known.',
  why: 'its fields could not be judged',
  reasons: [],
};

/** What the admission of pods says. */
export const POD_SECURITY: ServerRule = {
  name: 'pod-security',
  severity: 'warning',
  source: 'pod-security',
  summary:
    'Every pod keeps the Pod Security Standards at the level that is asked for (a warning), or ' +
    'that the labels of its namespace enforce (an error).',
  why: 'a namespace that enforces the level refuses such pods, and the object that makes them never gets one',
  reasons: [],
};

/** The groups of the API server's own words, in the order of the reference page. */
export const SERVER_RULES: readonly ServerRule[] = [
  UNSERVED_KIND,
  refusal('unknown-field', 'Every field is one that the kind has.', 'UnknownField'),
  refusal('duplicate-field', 'No field is written twice.', 'DuplicateField'),
  refusal('invalid-type', 'Every value has the type of its field.', 'FieldValueTypeInvalid'),
  refusal('missing-field', 'Every required field has a value.', 'FieldValueRequired'),
  refusal('invalid-value', 'Every value keeps the rules of its field.', 'FieldValueInvalid'),
  refusal('unsupported-value', 'A value is one of those listed.', 'FieldValueNotSupported'),
  refusal('duplicate-value', 'What must be unique is.', 'FieldValueDuplicate'),
  refusal('forbidden-field', 'A field is only set where it may be.', 'FieldValueForbidden'),
  refusal('value-not-found', 'What one field names, another one has.', 'FieldValueNotFound'),
  refusal('too-long', 'No text is longer than it may be.', 'FieldValueTooLong'),
  refusal('too-many', 'No list has more items than it may have.', 'FieldValueTooMany'),
  REFUSAL,
  NODE_PORT_RANGE,
  SERVER_WARNING,
  NO_DEFINITION,
  POD_SECURITY,
];

function refusal(name: string, summary: string, ...reasons: readonly string[]): ServerRule {
  return { name, severity: 'error', source: 'api-server', summary, why: REFUSED, reasons };
}

/** The rule that a cause of the server belongs to. */
export function serverRule({ reason, message }: Cause): ServerRule {
  if (message.includes('The range of valid ports is')) return NODE_PORT_RANGE;
  return SERVER_RULES.find(({ reasons }) => reasons.includes(reason)) ?? REFUSAL;
}
