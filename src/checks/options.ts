import type { KubernetesVersion } from './judge';
import type { KubernetesObject } from './kubernetes-object';

/** The level of Pod Security that pods are held to. */
export type PodSecurityOption = 'restricted' | 'baseline' | 'off';

/** How objects are judged. */
export interface CheckOptions {
  /**
   * The minor of Kubernetes whose API server is asked.
   *
   * @default '1.36'
   */
  readonly kubernetes?: KubernetesVersion;

  /**
   * The level of Pod Security that pods are held to, as warnings; where a namespace among the objects
   * enforces a level by its labels, its pods are held to that one, as errors. `off` asks for neither.
   *
   * @default - `restricted`; `off` where our own rules are not asked
   */
  readonly podSecurity?: PodSecurityOption;

  /**
   * CustomResourceDefinitions, beyond those among the objects and those of the operators that this
   * package has constructs for.
   *
   * @default - none
   */
  readonly definitions?: readonly KubernetesObject[];

  /**
   * Whether our own rules are asked, beside the API server.
   *
   * @default true
   */
  readonly ownRules?: boolean;
}
