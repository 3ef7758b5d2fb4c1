import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { must } from '../invalid';
import type { Pod } from '../pod/pod';
import { integerIn } from '../rules/numbers';
import type { JobLimits } from '../run';
import { MAX_INT32, wholeSeconds } from './seconds';

/** What a construct decides for its Jobs. */
export interface JobDefaults {
  /** How many pods may fail, where the user does not say. */
  readonly backoffLimit: number;

  /** Exit codes of the main container after which no further attempt is made. */
  readonly failJobExitCodes: readonly number[];

  /** Name of the main container. */
  readonly container: string;
}

/** Exit code of a program whose configuration is wrong, so that no further attempt can help. */
export const CONFIGURATION_ERROR = 78;

/**
 * What a Job is to do.
 *
 * A failed pod is kept and another one takes its place (`restartPolicy: Never`), so that its log can
 * be read and the pod failure policy sees how it ended. `completions` is never set: the Job is done
 * when a pod succeeded and the others have ended.
 *
 * @throws where a limit is out of its range
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export function jobSpec(
  construct: Construct,
  { template }: Pod,
  options: JobLimits,
  defaults: JobDefaults,
): k8s.JobSpec {
  const { parallelism = 1, backoffLimit = defaults.backoffLimit, activeDeadline } = options;
  must(construct, 'run.parallelism', parallelism, integerIn(parallelism, 1, 10000));
  must(construct, 'run.backoffLimit', backoffLimit, integerIn(backoffLimit, 0, MAX_INT32));
  return {
    activeDeadlineSeconds: wholeSeconds(construct, 'run.activeDeadline', activeDeadline, 1),
    backoffLimit,
    parallelism,
    podFailurePolicy: podFailurePolicy(defaults),
    template: { ...template, spec: template.spec && { ...template.spec, restartPolicy: 'Never' } },
  };
}

function podFailurePolicy({ failJobExitCodes, container }: JobDefaults): k8s.PodFailurePolicy {
  const values = [...new Set(failJobExitCodes)].sort((a, b) => a - b);
  const failJob: k8s.PodFailurePolicyRule[] =
    values.length === 0
      ? []
      : [
          {
            action: 'FailJob',
            onExitCodes: { containerName: container, operator: 'In', values },
            // The definition of Kubernetes 1.27 wants the list also where it says nothing.
            onPodConditions: [],
          },
        ];
  return {
    rules: [
      ...failJob,
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ],
  };
}
