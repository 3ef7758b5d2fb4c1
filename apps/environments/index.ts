import type { Environment } from './environment';
import { local } from './local';
import { production } from './production';

export {
  type ClusterIngress,
  Environment,
  type EnvironmentProps,
  type NfsExport,
} from './environment';
export { local, production };

/** The environments of this repository, each with a folder in the output. */
export const environments: readonly Environment[] = [local, production];
