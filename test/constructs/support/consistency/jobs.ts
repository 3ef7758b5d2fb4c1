import { ofKind } from '../chart';
import type { JobSpec, Manifest } from '../manifests';
import { type Facts, includes } from './facts';
import { ofPods } from './pods';

/** What must hold of a Job, or of those that a CronJob makes. */
export function ofJob(
  objects: readonly Manifest[],
  { kind, metadata }: Manifest,
  { template, completions, ttlSecondsAfterFinished, ...spec }: JobSpec,
): Facts {
  const { labels } = template.metadata;
  const policies = ofKind(objects, 'NetworkPolicy').filter((policy) =>
    includes(labels, policy.spec.podSelector.matchLabels),
  );
  const [policy] = policies;
  const reason = metadata.annotations?.['cdk8s-eo/exception-job-ttl'];
  return {
    'one NetworkPolicy selects the pods': policies.length === 1,
    'no budget, which would keep a node from being drained, selects the pods': !ofKind(
      objects,
      'PodDisruptionBudget',
    ).some((budget) => includes(labels, budget.spec.selector.matchLabels)),
    'pods are not restarted': template.spec.restartPolicy === 'Never',
    'says how many pods run at once, not how many must succeed':
      completions === undefined && spec.parallelism > 0,
    'says what failures count': spec.podFailurePolicy.rules.length > 0 && spec.backoffLimit >= 0,
    'has room for what is appended to its name':
      kind === 'Job' ? /^.{1,52}-[0-9a-f]{10}$/.test(metadata.name) : metadata.name.length <= 52,
    'stays when it is done, or says why not':
      (ttlSecondsAfterFinished === undefined) === (reason === undefined),
    ...(policy && ofPods({ selector: policy.spec.podSelector, template })),
  };
}
