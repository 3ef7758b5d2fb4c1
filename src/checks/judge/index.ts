export { ApiServer, type Inquiry, type Standing } from './api-server';
export { Definitions } from './definitions';
export { Judge } from './judge';
export {
  NO_DEFINITION,
  NODE_PORT_RANGE,
  POD_SECURITY,
  SERVER_RULES,
  SERVER_WARNING,
  type ServerRule,
  serverRule,
  UNSERVED_KIND,
} from './server-rules';
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
