import type { Inventory } from '../../inventory';
import type { KubernetesObject } from '../../kubernetes-object';
import type { Pod } from '../../pods';
import { listAt, textAt, valueAt } from '../../read';
import type { Fault, Rule } from '../rule';
import { inConfigMap } from './in-config-map';
import { inContainer } from './in-container';
import { inAnnotations, inFields } from './in-fields';
import type { CredentialPlace } from './place';

/** No credential stands in the output, where everyone who reads the repository can read it. */
export const credential: Rule = {
  name: 'credential',
  severity: 'error',
  summary:
    'ConfigMaps, variables, arguments, annotations and custom resources refer to secrets, and hold none.',
  why: 'what is committed once can be read for ever, and arguments show in every list of processes',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env:
        - name: DB_PASSWORD
          valueFrom: { secretKeyRef: { name: database, key: password, optional: true } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      env: [{ name: DB_PASSWORD, value: correct-horse }]
`,
  },
  *check(inventory) {
    for (const object of inventory.ofKind('/ConfigMap')) {
      for (const place of inConfigMap(object)) yield* faultsOf([place], FILE_FIX);
    }
    const secretNames = namesOfSecrets(inventory);
    for (const container of inventory.containers) {
      yield* faultsOf(inContainer(container, secretNames), CONTAINER_FIX);
    }
    const podsOfObject = new Map<KubernetesObject, Pod[]>();
    for (const pod of inventory.pods) {
      podsOfObject.set(pod.object, [...(podsOfObject.get(pod.object) ?? []), pod]);
    }
    for (const object of inventory.objects) {
      const pods = podsOfObject.get(object) ?? [];
      const templates = pods.filter(({ metadataPath }) => /\./.test(metadataPath));
      const places = [
        ...inAnnotations(object, object.metadata, 'metadata'),
        ...templates.flatMap(({ metadataPath }) =>
          inAnnotations(object, valueAt(object, ...metadataPath.split('.')), metadataPath),
        ),
        ...inFields(object, pods),
      ];
      yield* faultsOf(places, FIELD_FIX);
    }
  },
};

const FILE_FIX = 'move the file, or these settings, to a Secret that is made in the cluster';
const CONTAINER_FIX = 'take it from a Secret, with secretKeyRef or as a file';
const FIELD_FIX = 'refer to a Secret in its place';

/** One fault for what was found in a part of an object, at the first place; none where nothing was. */
function* faultsOf(places: readonly CredentialPlace[], fix: string): Generator<Fault> {
  const [first] = places;
  if (first === undefined) return;
  const { object, path } = first;
  yield { object, path, message: places.map(sentenceOf).join('; '), fix };
}

function sentenceOf({ path, findings }: CredentialPlace): string {
  const shown = findings.slice(0, MOST).map(({ key, reason }) => `${key} (${reason})`);
  const more = findings.length > MOST ? [`${findings.length - MOST} more`] : [];
  return `${path} looks like a credential: ${[...shown, ...more].join(', ')}`;
}

/** A longer list says no more than that the file belongs into a Secret. */
const MOST = 20;

/** The Secrets that are here, or that others here refer to. */
function namesOfSecrets(inventory: Inventory): ReadonlySet<string> {
  const kinds = ['/Secret', 'external-secrets.io/ExternalSecret', 'bitnami.com/SealedSecret'];
  const here = kinds.flatMap((kind) => inventory.ofKind(kind));
  const referred = inventory.pods.flatMap(({ spec }) =>
    listAt(spec, 'volumes').map((volume) => textAt(volume, 'secret', 'secretName')),
  );
  const names = [...here.map((object) => textAt(object, 'metadata', 'name')), ...referred];
  return new Set(names.filter((name) => name !== undefined));
}
