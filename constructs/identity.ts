import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from './invalid';
import { annotationKey, dnsLabel, labelKey, labelValue } from './rules/names';
import type { Violation } from './rules/violation';
import { mapOf, notNull, ruled, type Shape } from './shape';

/** What every construct of this library lets a user say about the objects that it makes. */
export interface ObjectProps {
  /**
   * Name of the objects.
   *
   * @default - the construct's id, as it is
   */
  readonly name?: string;

  /**
   * Namespace of the objects.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * Labels for every object, beside the recommended ones; a recommended label can be given another
   * value here.
   *
   * @default {}
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations for every object.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The types of the props that every construct has. */
export const OBJECT_PROPS: Shape<ObjectProps> = {
  name: notNull,
  namespace: notNull,
  labels: mapOf(ruled),
  annotations: mapOf(ruled),
};

/** How a construct's objects are called, and which labels they carry. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
  /** `app.kubernetes.io/name`, `instance`, `component`, `part-of`, `managed-by`, and the user's. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that select the construct's pods: `name`, `instance` and `component`, no other. */
  readonly selector: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const RECOMMENDED = 'app.kubernetes.io';
const PART_OF = `${RECOMMENDED}/part-of`;

/**
 * The identity of a construct: names and labels come from what the user wrote, never from the
 * place of the construct in the tree or the name of its class.
 *
 * @param component what the objects are within their system, for example `api`
 * @param nameRule the rule for the name @default a DNS label
 * @throws where a name, a label or an annotation breaks the rules of Kubernetes, and where neither
 *   the props nor the chart give a namespace
 */
export function identify(
  construct: Construct,
  props: ObjectProps,
  component: string,
  nameRule: (name: string) => Violation | undefined = dnsLabel,
): Identity {
  const name = props.name ?? construct.node.id;
  must(construct, props.name === undefined ? 'id' : 'name', name, nameRule(name));
  const selector = recommended({ name, instance: name, component });
  const labels = {
    ...selector,
    [PART_OF]: props.labels?.[PART_OF] ?? systemOf(construct, name),
    [`${RECOMMENDED}/managed-by`]: 'cdk8s-eo',
    ...props.labels,
  };
  checkLabels(construct, 'labels', labels);
  checkAnnotations(construct, 'annotations', props.annotations);
  return {
    name,
    namespace: namespaceOf(construct, props.namespace),
    labels,
    selector: pick(labels, Object.keys(selector)),
    annotations: { ...props.annotations },
  };
}

/** The recommended labels by which pods are selected, with their prefix. */
export function recommended(
  values: Partial<Record<'name' | 'instance' | 'component', string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${RECOMMENDED}/${key}`, value]),
  );
}

/**
 * The system that a construct is part of, for the label `app.kubernetes.io/part-of`: the id of the
 * chart, else the name.
 *
 * @throws where the id is no value of a label
 */
export function systemOf(construct: Construct, name: string): string {
  const { id } = Chart.of(construct).node;
  must(construct, 'id of the chart', id, labelValue(id));
  return id || name;
}

/**
 * The namespace of a construct's objects: the prop's, else the chart's.
 *
 * @throws where there is none, and where it is not a DNS label
 */
export function namespaceOf(construct: Construct, given?: string): string {
  const namespace = given ?? Chart.of(construct).namespace;
  if (namespace === undefined) {
    throw explain(
      construct,
      'namespace must be given, by the chart or by the prop',
      "write new Chart(app, id, { namespace: 'eo' })",
    );
  }
  must(construct, 'namespace', namespace, dnsLabel(namespace));
  return namespace;
}

/** @throws where a key or a value of the labels breaks the rules of Kubernetes */
export function checkLabels(
  construct: Construct,
  prop: string,
  labels: Readonly<Record<string, string>> = {},
): void {
  for (const [key, value] of Object.entries(labels)) {
    must(construct, `${prop} key`, key, labelKey(key));
    must(construct, `${prop}['${key}']`, value, labelValue(value));
  }
}

/**
 * @throws where a key of the annotations breaks the rules of Kubernetes, a value is no text, or they
 *   are larger than an object may have
 */
export function checkAnnotations(
  construct: Construct,
  prop: string,
  annotations: Readonly<Record<string, string>> = {},
): void {
  for (const [key, value] of Object.entries(annotations)) {
    must(construct, `${prop} key`, key, annotationKey(key));
    const rule = typeof value === 'string' ? undefined : { rule: 'must be a string' };
    must(construct, `${prop}['${key}']`, value, rule);
  }
  const bytes = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  if (bytes > MAX_ANNOTATIONS) {
    throw explain(
      construct,
      `${prop} must have at most ${MAX_ANNOTATIONS} bytes together, got ${bytes}`,
      'put large texts into a ConfigFileMount',
    );
  }
}

const MAX_ANNOTATIONS = 256 * 1024;

function pick(labels: Readonly<Record<string, string>>, keys: readonly string[]) {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keys.includes(key)));
}
