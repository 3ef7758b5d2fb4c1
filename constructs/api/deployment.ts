import { type ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { GeoApiServiceProps } from '../geo-api-service';
import { explain } from '../invalid';
import { manifest } from '../manifest';
import type { ContainerProps } from '../pod/container';
import { type Exception, exceptionAnnotations, reasonOf } from '../pod/exceptions';
import { Health } from '../pod/health';
import { buildPod, DEFAULT_GRACE } from '../pod/pod';
import { spreadExceptions } from '../pod/scheduling';
import { checkReplicas, hasSeveralPods, replicaExceptions } from '../replicas';
import { deploymentStrategy, Rollout, rolloutExceptions } from '../rollout';
import { debugSetting } from '../rules/debug';
import { checkUtilization } from './autoscaler';
import type { ApiPlan, Command } from './plan';

/** The Deployment of an API. */
export function deployment(
  construct: Construct,
  props: GeoApiServiceProps,
  { identity, metadata, selector, ports, command, replicas }: ApiPlan,
): ApiObject {
  const { health = Health.tcp(), drain = Duration.seconds(5), rollout = Rollout.rolling() } = props;
  const { serviceAccountName = identity.name } = props;
  checkReplicas(construct, replicas);
  const main = { ...props, ...command, name: identity.name, ports, health, drain };
  const pod = buildPod(
    construct,
    identity,
    { ...props, terminationGracePeriod: props.terminationGracePeriod ?? grace(command, drain) },
    main,
    selector,
    serviceAccountName,
  );
  checkUtilization(construct, replicas, pod.template);
  const exceptions = [
    ...pod.exceptions,
    ...replicaExceptions(construct, replicas),
    ...(hasSeveralPods(replicas) ? spreadExceptions(props.scheduling) : []),
    ...rolloutExceptions(construct, rollout),
    ...debugExceptions(construct, props, main),
  ];
  return manifest(
    construct,
    'Resource',
    k8s.KubeDeployment,
    {
      metadata: {
        ...metadata,
        annotations: { ...exceptionAnnotations(exceptions), ...metadata.annotations },
      },
      spec: {
        progressDeadlineSeconds: progressDeadline(pod.template),
        replicas: replicas.spec.type === 'fixed' ? replicas.spec.count : undefined,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        strategy: deploymentStrategy(construct, rollout),
        template: pod.template,
      },
    },
    props.patches?.deployment,
  );
}

/** Long enough for the requests that the server has when it is asked to end. */
function grace({ requestSeconds = 0 }: Command, drain: Duration): Duration {
  const seconds = Math.ceil(drain.toSeconds({ integral: false })) + requestSeconds;
  return Duration.seconds(Math.max(DEFAULT_GRACE.toSeconds(), seconds + 5));
}

/** Seconds after which a rollout counts as failed: later than a pod that starts slowly. */
function progressDeadline({ spec }: k8s.PodTemplateSpec): number {
  const probe = spec?.containers[0]?.startupProbe;
  const startup = (probe?.periodSeconds ?? 0) * (probe?.failureThreshold ?? 0);
  return Math.max(600, startup + 300);
}

function debugExceptions(
  construct: Construct,
  { allowDebug, sidecars = [] }: GeoApiServiceProps,
  main: ContainerProps,
): Exception[] {
  const [setting] = [main, ...sidecars].flatMap(({ env = {}, command = [], args = [] }, index) => {
    const found = debugSetting(env, [...command, ...args]);
    if (found === undefined) return [];
    return [index === 0 ? found : `sidecars[${index - 1}]: ${found}`];
  });
  if (setting === undefined) return [];
  if (allowDebug === undefined) {
    throw explain(
      construct,
      `${setting} must be left out: anybody who reaches a debug server can run code in it`,
      "or say why: allowDebug: { reason: '...' }",
    );
  }
  const what = 'the pods run a debug server';
  const reason = reasonOf(construct, 'allowDebug.reason', allowDebug.reason, what);
  return [{ name: 'debug-server', reason, checks: [] }];
}
