import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { NAMESPACE } from './bases';
import { change } from './change';
import type { ApiServer } from './live';
import type { Manifest } from './manifest';

/** Good manifests that every version serves, and those of one version. */
const FILES = ['core', 'pods', 'workloads', 'cluster', 'extensions'];

/** Where kinds have the template of their pods, and how those pods are restarted. */
const TEMPLATES: readonly (readonly [string, string, string, string])[] = [
  ['apps/v1', 'Deployment', 'spec.template', 'Always'],
  ['apps/v1', 'ReplicaSet', 'spec.template', 'Always'],
  ['apps/v1', 'StatefulSet', 'spec.template', 'Always'],
  ['apps/v1', 'DaemonSet', 'spec.template', 'Always'],
  ['batch/v1', 'Job', 'spec.template', 'Never'],
  ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template', 'Never'],
  ['v1', 'ReplicationController', 'spec.template', 'Always'],
  ['v1', 'PodTemplate', 'template', 'Always'],
];

/** Kinds that nobody keeps in a file: they are questions and commands, and are not stored. */
export const NOT_WRITTEN: readonly string[] = [
  'Binding',
  'LocalSubjectAccessReview',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
  'TokenReview',
];

/** Good manifests of every kind that the server serves, a small and a rich one at least. */
export function goodManifests({ minor, resources }: ApiServer): Manifest[] {
  const written = [...FILES, minor].flatMap(read).map((manifest) => {
    const { apiVersion, kind } = manifest;
    const served = resources.find((r) => r.apiVersion === apiVersion && r.kind === kind);
    const namespace = served?.namespaced ? NAMESPACE.metadata.name : undefined;
    return change(manifest, { 'metadata.namespace': namespace });
  });
  const pods = written.filter(({ kind }) => kind === 'Pod');
  return [...written, ...pods.flatMap((pod) => withPods(pod, written))];
}

/** Each kind that makes pods, with this one as its template. */
function withPods(pod: Manifest, written: readonly Manifest[]): Manifest[] {
  return TEMPLATES.flatMap(([apiVersion, kind, path, restartPolicy]) => {
    const base = written.find((one) => one.apiVersion === apiVersion && one.kind === kind);
    if (!base) throw new Error(`there is no good ${apiVersion} ${kind}`);
    const labels = { app: 'tiles', ...asMap(pod.metadata.labels) };
    const selected =
      base.kind === 'ReplicationController'
        ? { 'spec.selector': { app: 'tiles' } }
        : { 'spec.selector': { matchLabels: { app: 'tiles' } } };
    return change(base, {
      'metadata.name': `${pod.metadata.name}-pods`,
      ...(path === 'spec.template' && kind !== 'Job' ? selected : {}),
      [`${path}.metadata`]: { labels },
      [`${path}.spec`]: pod.spec,
      [`${path}.spec.restartPolicy`]: restartPolicy,
      ...(restartPolicy === 'Always' ? { [`${path}.spec.activeDeadlineSeconds`]: undefined } : {}),
    });
  });
}

function asMap(value: Manifest[string]): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}));
}

function read(name: string): Manifest[] {
  const text = readFileSync(join(__dirname, 'kinds', `${name}.yaml`), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS());
}
