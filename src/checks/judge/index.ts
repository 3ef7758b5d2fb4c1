export { ApiServer, type Inquiry, type Standing } from './api-server';
export { Definitions } from './definitions';
export { Judge } from './judge';
export { NODE_PORT_RANGE, SERVER_RULES, type ServerRule, serverRule } from './server-rules';
export {
  type Cause,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  NEWEST,
  type PodSecurityLevel,
  type Question,
  type Verdict,
} from './verdict';
export { fixOf, nearestName } from './words';
