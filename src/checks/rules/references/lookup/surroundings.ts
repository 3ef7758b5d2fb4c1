import type { Inventory } from '../../../inventory';
import { groupOf, type KubernetesObject } from '../../../kubernetes-object';

/** What a set of objects says of each namespace, so that a rule knows how much of it is here. */
export class Surroundings {
  private readonly withPods = new Set<string | undefined>();
  private readonly withServices = new Set<string | undefined>();
  private readonly withUnknownPods = new Set<string | undefined>();
  private readonly withUnknownServices = new Set<string | undefined>();

  constructor(inventory: Inventory) {
    for (const pod of inventory.pods) if (pod.lasting) this.withPods.add(pod.namespace);
    for (const service of inventory.ofKind('/Service')) {
      this.withServices.add(service.metadata.namespace);
    }
    const makers = new Set(inventory.pods.map(({ object }) => object));
    for (const object of inventory.objects) {
      if (!mayMakeOthers(object)) continue;
      this.withUnknownServices.add(object.metadata.namespace);
      if (!makers.has(object)) this.withUnknownPods.add(object.metadata.namespace);
    }
  }

  /** Whether the pods of a namespace are all here: some that stay are, and no operator makes others. */
  hasAllPodsOf(namespace: string | undefined): boolean {
    return this.withPods.has(namespace) && !this.withUnknownPods.has(namespace);
  }

  /** Whether the Services of a namespace are all here. */
  hasAllServicesOf(namespace: string | undefined): boolean {
    return this.withServices.has(namespace) && !this.withUnknownServices.has(namespace);
  }
}

/** Groups of custom resources whose operators make neither pods nor Services of their own. */
const HARMLESS_GROUPS = new Set([
  'bitnami.com',
  'cert-manager.io',
  'cilium.io',
  'crd.projectcalico.org',
  'external-secrets.io',
  'gateway.nginx.org',
  'getambassador.io',
  'keda.sh',
  'kyverno.io',
  'networking.istio.io',
  'secrets.hashicorp.com',
  'security.istio.io',
  'telemetry.istio.io',
  'traefik.containo.us',
  'traefik.io',
  'trust.cert-manager.io',
]);

/** The same, kind by kind, of groups that have others too. */
const HARMLESS_KINDS = new Set([
  'argoproj.io/AnalysisTemplate',
  'argoproj.io/AppProject',
  'argoproj.io/Rollout',
  'kubernetes.dask.org/DaskAutoscaler',
  'kubernetes.dask.org/DaskWorkerGroup',
  'monitoring.coreos.com/AlertmanagerConfig',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ScrapeConfig',
  'monitoring.coreos.com/ServiceMonitor',
]);

/** Whether it is a custom resource whose operator may make any other object from it. */
function mayMakeOthers(object: KubernetesObject): boolean {
  const group = groupOf(object);
  const builtIn = !group.includes('.') || group.endsWith('.k8s.io');
  return !builtIn && !HARMLESS_GROUPS.has(group) && !HARMLESS_KINDS.has(`${group}/${object.kind}`);
}
