import type { Environment } from './environment';
import { local } from './local';
import { production } from './production';

export { Environment, type IngressRoute } from './environment';
export type {
  CertificateIssuer,
  ClusterIngress,
  DaskServer,
  EnvironmentProps,
  NfsExport,
  ObjectStore,
  PostgresServer,
  ServerLocation,
} from './settings';
export { local, production };

/** The environments of this repository, each with a folder in the output. */
export const environments: readonly Environment[] = [local, production];
