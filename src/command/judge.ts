import type { Change, CheckOptions, Finding, KubernetesObject, KubernetesVersion } from '../checks';

/** Who judges the objects that the command has read. */
export interface Judge {
  /** Starts what takes long to start, beside other work. */
  prepare(kubernetes: KubernetesVersion): void;

  check(objects: readonly KubernetesObject[], options: CheckOptions): Promise<Finding[]>;
  compare(
    before: readonly KubernetesObject[],
    after: readonly KubernetesObject[],
    options: Pick<CheckOptions, 'kubernetes' | 'definitions'>,
  ): Promise<Change[]>;
}
