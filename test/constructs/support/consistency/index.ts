import type { Chart } from 'cdk8s';
import { objectsOf, ofKind } from '../chart';
import type { Manifest } from '../manifests';
import { amountOf } from '../quantity';
import {
  CONFIG_KEY,
  type Facts,
  failed,
  isLabels,
  isUnique,
  LABEL,
  QUALIFIED,
  SUBDOMAIN,
} from './facts';
import { ofJob } from './jobs';
import { ofPods, ofReferences, ofServer } from './pods';

const RECOMMENDED = ['name', 'instance', 'component', 'part-of', 'managed-by'];
const CLUSTER_SCOPED = ['PersistentVolume', 'Namespace'];

/**
 * What does not hold together in the objects of a chart, each as `<object>: <fact>`.
 *
 * The facts are those that must hold of everything that the constructs make, whatever the props: names
 * and labels are legal, references lead somewhere, selectors select exactly the pods that are meant.
 */
export function inconsistencies(chart: Chart): string[] {
  const objects = objectsOf(chart);
  return [
    ...objects.flatMap((object) => failed(object, ofObject(object))),
    ...failed({ kind: 'chart', metadata: { name: chart.node.id } }, ofNames(objects)),
    ...ofKind(objects, 'Deployment').flatMap((deployment) =>
      failed(deployment, { ...ofPods(deployment.spec), ...ofReferences(objects, deployment) }),
    ),
    ...ofKind(objects, 'StatefulSet').flatMap((server) =>
      failed(server, {
        ...ofPods(server.spec),
        ...ofReferences(objects, server),
        ...ofServer(objects, server),
      }),
    ),
    ...ofKind(objects, 'Job').flatMap((job) => failed(job, ofJob(objects, job, job.spec))),
    ...ofKind(objects, 'CronJob').flatMap((cronJob) =>
      failed(cronJob, ofJob(objects, cronJob, cronJob.spec.jobTemplate.spec)),
    ),
    ...ofKind(objects, 'ConfigMap').flatMap((configMap) => {
      const keys = [
        ...Object.keys(configMap.data ?? {}),
        ...Object.keys(configMap.binaryData ?? {}),
      ];
      return failed(configMap, {
        'keys are file names': keys.every((key) => CONFIG_KEY.test(key)),
        'keys are unique': isUnique(keys),
      });
    }),
    ...ofKind(objects, 'PersistentVolume').flatMap((volume) => {
      const { claimRef } = volume.spec;
      const claim = ofKind(objects, 'PersistentVolumeClaim').find(
        ({ metadata }) =>
          metadata.name === claimRef.name && metadata.namespace === claimRef.namespace,
      );
      return failed(volume, {
        'is claimed by its claim': claim?.spec.volumeName === volume.metadata.name,
        'has the modes of its claim': `${claim?.spec.accessModes}` === `${volume.spec.accessModes}`,
        'is of no class':
          volume.spec.storageClassName === '' && claim?.spec.storageClassName === '',
        'is as big as its claim asks':
          amountOf(claim?.spec.resources.requests.storage ?? '0') <=
          amountOf(volume.spec.capacity.storage),
      });
    }),
  ];
}

function ofObject({ kind, metadata }: Manifest): Facts {
  const { name, namespace, labels = {}, annotations = {} } = metadata;
  const size = Object.entries(annotations).flat().join('').length;
  return {
    'name is legal': SUBDOMAIN.test(name) && name.length <= 253,
    'namespace is as the kind wants it': CLUSTER_SCOPED.includes(kind)
      ? namespace === undefined
      : LABEL.test(namespace ?? ''),
    'has the recommended labels': RECOMMENDED.every((key) => labels[`app.kubernetes.io/${key}`]),
    'labels are legal': isLabels(labels),
    'annotations are legal':
      Object.entries(annotations).every(
        ([key, value]) => QUALIFIED.test(key) && typeof value === 'string',
      ) && size <= 262144,
  };
}

function ofNames(objects: readonly Manifest[]): Facts {
  const names = objects.map(
    ({ kind, metadata: { name, namespace } }) => `${kind} ${namespace}/${name}`,
  );
  return { 'objects have names of their own': isUnique(names) };
}
