import type { Rule } from '../rule';
import { appendOnlyFileLost } from './append-only-file-lost';
import { autoscalerWithoutMetrics } from './autoscaler-without-metrics';
import { autoscalerWithoutRequests } from './autoscaler-without-requests';
import { backendNotHere } from './backend-not-here';
import { backendPortMissing } from './backend-port-missing';
import { backendWithoutService } from './backend-without-service';
import { bindingToMissing } from './binding-to-missing';
import { budgetBlocksEvictions } from './budget-blocks-evictions';
import { budgetWithoutPods } from './budget-without-pods';
import { claimAndVolumeDiffer } from './claim-and-volume-differ';
import { claimWithoutClass } from './claim-without-class';
import { ingressPathTwice } from './ingress-path-twice';
import { listenAddressAsDestination } from './listen-address-as-destination';
import { missingKey } from './missing-key';
import { missingReference } from './missing-reference';
import { networkPolicyWithoutPods } from './network-policy-without-pods';
import { referenceOutside } from './reference-outside';
import { replicasBesideAutoscaler } from './replicas-beside-autoscaler';
import { requestOutlastsProxy } from './request-outlasts-proxy';
import { routeTwice } from './route-twice';
import { scaleTargetMissing } from './scale-target-missing';
import { selectorsOverlap } from './selectors-overlap';
import { serviceAddressTwice } from './service-address-twice';
import { serviceOfSeveralWorkloads } from './service-of-several-workloads';
import { servicePodsNotHere } from './service-pods-not-here';
import { serviceWithoutPods } from './service-without-pods';
import { statefulSetService } from './stateful-set-service';
import { targetPortNameMissing } from './target-port-name-missing';
import { targetPortUndeclared } from './target-port-undeclared';
import { twoAutoscalers } from './two-autoscalers';
import { twoBudgets } from './two-budgets';
import { unusedServiceAccount } from './unused-service-account';
import { volumeClaimedTwice } from './volume-claimed-twice';
import { volumesMaySwap } from './volumes-may-swap';
import { waitsForLaterHook } from './waits-for-later-hook';

/** Rules about objects and how they refer to each other, in the order of the reference page. */
export const REFERENCE_RULES: readonly Rule[] = [
  serviceWithoutPods,
  servicePodsNotHere,
  serviceOfSeveralWorkloads,
  selectorsOverlap,
  targetPortNameMissing,
  targetPortUndeclared,
  serviceAddressTwice,
  backendWithoutService,
  backendNotHere,
  backendPortMissing,
  ingressPathTwice,
  routeTwice,
  requestOutlastsProxy,
  missingReference,
  referenceOutside,
  missingKey,
  bindingToMissing,
  unusedServiceAccount,
  scaleTargetMissing,
  replicasBesideAutoscaler,
  autoscalerWithoutRequests,
  autoscalerWithoutMetrics,
  twoAutoscalers,
  budgetWithoutPods,
  budgetBlocksEvictions,
  twoBudgets,
  networkPolicyWithoutPods,
  statefulSetService,
  claimAndVolumeDiffer,
  claimWithoutClass,
  volumeClaimedTwice,
  volumesMaySwap,
  listenAddressAsDestination,
  appendOnlyFileLost,
  waitsForLaterHook,
];
