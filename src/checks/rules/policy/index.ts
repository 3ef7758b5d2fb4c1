import type { Rule } from '../rule';
import { debugServer } from './debug-server';
import { defaultNamespace } from './default-namespace';
import { externalIps } from './external-ips';
import { imagePullPolicy } from './image-pull-policy';
import { ingressSnippet } from './ingress-snippet';
import { ingressWithoutTls } from './ingress-without-tls';
import { jobTtl } from './job-ttl';
import { noDisruptionBudget } from './no-disruption-budget';
import { noLivenessProbe } from './no-liveness-probe';
import { noNetworkPolicy } from './no-network-policy';
import { noReadinessProbe } from './no-readiness-probe';
import { noStartDeadline } from './no-start-deadline';
import { nodePort } from './node-port';
import { podsNotSpread } from './pods-not-spread';
import { privilegedPort } from './privileged-port';
import { rbacClusterAdmin } from './rbac-cluster-admin';
import { rbacEscalation } from './rbac-escalation';
import { rbacSecrets } from './rbac-secrets';
import { rbacWildcard } from './rbac-wildcard';
import { recreate } from './recreate';
import { redisWithoutPassword } from './redis-without-password';
import { runAsLowId } from './run-as-low-id';
import { secretInEnvironment } from './secret-in-environment';
import { serviceAccountToken } from './service-account-token';
import { serviceLinks } from './service-links';
import { singleReplica } from './single-replica';
import { unsetResources } from './unset-resources';
import { writableRootFilesystem } from './writable-root-filesystem';

/** Rules on what works and should not be so, beyond Pod Security. */
export const POLICY_RULES: readonly Rule[] = [
  unsetResources,
  writableRootFilesystem,
  runAsLowId,
  privilegedPort,
  serviceAccountToken,
  serviceLinks,
  secretInEnvironment,
  debugServer,
  redisWithoutPassword,
  imagePullPolicy,
  noReadinessProbe,
  noLivenessProbe,
  singleReplica,
  recreate,
  podsNotSpread,
  noDisruptionBudget,
  noNetworkPolicy,
  defaultNamespace,
  nodePort,
  externalIps,
  ingressWithoutTls,
  ingressSnippet,
  noStartDeadline,
  jobTtl,
  rbacWildcard,
  rbacClusterAdmin,
  rbacSecrets,
  rbacEscalation,
];
