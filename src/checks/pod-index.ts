import { groupOf, type KubernetesObject } from './kubernetes-object';
import { type LabelSelector, matches } from './label-selector';
import type { Pod } from './pods';

/** The label with which the StatefulSet controller tells the pods of a set apart. */
const POD_NAME = 'statefulset.kubernetes.io/pod-name';

interface LabelledPod {
  readonly pod: Pod;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds pods by their labels, without a look at every pod for every selector. */
export class PodIndex {
  private readonly ofNamespace = new Map<string, LabelledPod[]>();
  private readonly withLabel = new Map<string, LabelledPod[]>();
  private readonly keys = new Set<string>();
  private readonly selected = new Map<string, readonly Pod[]>();
  private readonly makers = new Map<readonly Pod[], readonly KubernetesObject[]>();

  constructor(pods: readonly Pod[]) {
    for (const pod of pods) {
      const labelled = { pod, labels: labelsInTheCluster(pod) };
      add(this.ofNamespace, keyOf(pod.namespace), labelled);
      for (const [key, value] of Object.entries(labelled.labels)) {
        add(this.withLabel, keyOf(pod.namespace, key, value), labelled);
        this.keys.add(keyOf(pod.namespace, key));
      }
    }
  }

  /** The pods of a namespace that a selector matches: one list for each selector, however often asked. */
  select(namespace: string | undefined, selector: LabelSelector): readonly Pod[] {
    const key = JSON.stringify([namespace, selector.labels, selector.expressions]);
    const known = this.selected.get(key);
    if (known) return known;
    const wanted = { ...selector, labels: withoutOrdinal(selector.labels) };
    const found = this.candidates(namespace, wanted)
      .filter(({ labels }) => matches(wanted, labels))
      .map(({ pod }) => pod);
    this.selected.set(key, found);
    return found;
  }

  /** The objects that make the pods which a selector matches, each once. */
  selectMakers(
    namespace: string | undefined,
    selector: LabelSelector,
  ): readonly KubernetesObject[] {
    const pods = this.select(namespace, selector);
    const known = this.makers.get(pods);
    if (known) return known;
    const found = [...new Set(pods.map(({ object }) => object))];
    this.makers.set(pods, found);
    return found;
  }

  /** Whether a pod of the namespace has a label with this key, whatever its value. */
  hasKey(namespace: string | undefined, label: string): boolean {
    return this.keys.has(keyOf(namespace, label));
  }

  private candidates(namespace: string | undefined, selector: LabelSelector): LabelledPod[] {
    let fewest = this.ofNamespace.get(keyOf(namespace)) ?? [];
    for (const [key, value] of Object.entries(selector.labels)) {
      const pods = this.withLabel.get(keyOf(namespace, key, value)) ?? [];
      if (pods.length < fewest.length) fewest = pods;
    }
    return fewest;
  }
}

/** The labels of a template, and those that controllers put on its pods. */
function labelsInTheCluster(pod: Pod): Readonly<Record<string, string>> {
  const { object, labels } = pod;
  const { name } = object.metadata;
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'apps/StatefulSet':
      return { ...labels, [POD_NAME]: name };
    case 'batch/Job':
      return { ...labels, 'job-name': name, 'batch.kubernetes.io/job-name': name };
    case 'keda.sh/ScaledJob':
      return { ...labels, 'scaledjob.keda.sh/name': name };
    default:
      return labels;
  }
}

/** Selects a pod of a StatefulSet by the name of the set, as it is indexed. */
function withoutOrdinal(labels: Readonly<Record<string, string>>): Record<string, string> {
  const name = Object.hasOwn(labels, POD_NAME) ? labels[POD_NAME] : undefined;
  return name === undefined ? labels : { ...labels, [POD_NAME]: name.replace(/-\d+$/, '') };
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts);
}

function add<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const same = index.get(key);
  if (same) same.push(value);
  else index.set(key, [value]);
}
