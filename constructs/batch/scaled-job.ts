import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  ScaledJob,
  type ScaledJobProps,
  ScaledJobSpecRolloutStrategy,
  ScaledJobSpecScalingStrategyStrategy,
  type ScaledJobSpecTriggers,
} from '../../imports/keda.sh';
import { checkAnnotations, type Identity } from '../identity';
import { explain, must } from '../invalid';
import type { Keda, ScaledJobOptions } from '../keda';
import { type DeepPartial, manifest } from '../manifest';
import { type Exception, exceptionAnnotations } from '../pod/exceptions';
import { dnsLabel } from '../rules/names';
import { integerIn } from '../rules/numbers';
import { MAX_INT32, wholeSeconds } from './seconds';

/** Fields of a ScaledJob, in the words of its definition. */
export interface ScaledJobPatch extends DeepPartial<ScaledJobProps> {}

/** The list in Redis whose length says how many Jobs there are to be. */
export interface RedisTrigger {
  /** A name without a dot is that of a Service in the namespace of the ScaledJob. */
  readonly host: string;
  readonly port: number;
  readonly listName: string;
  readonly tls?: boolean;
  readonly databaseIndex?: number;
  /** The user, where it is not the default one. */
  readonly username?: string;
  /** The TriggerAuthentication with the login. */
  readonly authentication?: { readonly name: string };
}

/** KEDA appends '-' and five characters for the name of a Job, which a label must still hold. */
const MAX_NAME = 57;

/**
 * The ScaledJob by which KEDA makes Jobs as long as a list in Redis holds items.
 *
 * @param spec what a Job is to do; its `parallelism` is taken to be one, and its time to live left out
 * @throws where a number, the name or an annotation breaks the rules
 */
export function scaledJob(
  construct: Construct,
  identity: Identity,
  { spec: keda }: Keda,
  spec: k8s.JobSpec,
  trigger: RedisTrigger,
  exceptions: readonly Exception[],
  patch: ScaledJobPatch | undefined,
): ApiObject {
  const { name, namespace, labels, annotations } = identity;
  must(construct, 'name', name, dnsLabel(name, MAX_NAME));
  checkAnnotations(construct, 'run.annotations', keda.annotations);
  if (keda.operatorNamespace !== undefined) {
    const { operatorNamespace } = keda;
    must(construct, 'run.operatorNamespace', operatorNamespace, dnsLabel(operatorNamespace));
  }
  return manifest(
    construct,
    'Resource',
    ScaledJob,
    {
      metadata: {
        name,
        namespace,
        labels,
        annotations: { ...exceptionAnnotations(exceptions), ...annotations, ...keda.annotations },
      },
      spec: {
        ...limitsOf(construct, keda),
        // KEDA counts Jobs, not pods, and deletes those that are done by the limits of the history.
        jobTargetRef: k8s.toJson_JobSpec({
          ...spec,
          parallelism: 1,
          ttlSecondsAfterFinished: undefined,
        }),
        rollout: { strategy: ScaledJobSpecRolloutStrategy.GRADUAL },
        scalingStrategy: { strategy: ScaledJobSpecScalingStrategyStrategy.ACCURATE },
        triggers: [triggerOf(construct, keda, trigger, namespace)],
      },
    },
    patch,
  );
}

/** How many Jobs there are, and how often KEDA looks. */
function limitsOf(construct: Construct, keda: ScaledJobOptions) {
  const { maxReplicas, minReplicas = 0, pollingInterval = Duration.seconds(30) } = keda;
  const { successfulJobsHistoryLimit = 5, failedJobsHistoryLimit = 5 } = keda;
  must(construct, 'run.maxReplicas', maxReplicas, integerIn(maxReplicas, 1, 10000));
  must(construct, 'run.minReplicas', minReplicas, integerIn(minReplicas, 0, 10000));
  if (maxReplicas < minReplicas) {
    throw explain(
      construct,
      `run.maxReplicas must be at least run.minReplicas, ${minReplicas}, got ${maxReplicas}`,
    );
  }
  const history = { successfulJobsHistoryLimit, failedJobsHistoryLimit };
  for (const [prop, limit] of Object.entries(history)) {
    must(construct, `run.${prop}`, limit, integerIn(limit, 0, MAX_INT32));
  }
  return {
    ...history,
    maxReplicaCount: maxReplicas,
    minReplicaCount: minReplicas,
    pollingInterval: wholeSeconds(construct, 'run.pollingInterval', pollingInterval, 1),
  };
}

/** What KEDA counts. It takes nothing but texts here, also for numbers. */
function triggerOf(
  construct: Construct,
  { itemsPerJob = 1, activationItems = 0 }: ScaledJobOptions,
  trigger: RedisTrigger,
  namespace: string,
): ScaledJobSpecTriggers {
  must(construct, 'run.itemsPerJob', itemsPerJob, integerIn(itemsPerJob, 1, MAX_INT32));
  must(construct, 'run.activationItems', activationItems, integerIn(activationItems, 0, MAX_INT32));
  const { listName, databaseIndex = 0, tls, username, authentication } = trigger;
  return {
    type: 'redis',
    metadata: {
      address: addressOf(trigger, namespace),
      databaseIndex: String(databaseIndex),
      listName,
      listLength: String(itemsPerJob),
      activationListLength: String(activationItems),
      ...(tls && { enableTLS: 'true' }),
      ...(username !== undefined && { username }),
    },
    authenticationRef: authentication,
  };
}

/**
 * Where KEDA finds Redis. Its pods are in another namespace, where the short name of a Service leads
 * nowhere.
 */
function addressOf({ host, port }: RedisTrigger, namespace: string): string {
  if (host.includes(':')) return `[${host}]:${port}`;
  return host.includes('.') ? `${host}:${port}` : `${host}.${namespace}.svc.cluster.local:${port}`;
}
