import type { KubernetesVersion } from '../../src/checks/judge';
import type { ApiServer } from './live';

/** The judge that is to be compared with a server: the one of its version. */
export function versionOf({ minor }: Pick<ApiServer, 'minor'>): KubernetesVersion {
  if (minor === '1.27' || minor === '1.36') return minor;
  throw new Error(`there is no judge of Kubernetes ${minor}, only of 1.27 and 1.36`);
}
