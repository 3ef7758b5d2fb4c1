import type { Comparison } from './compare';

/** Something that the server says because of what else is in its cluster, or of how it was started. */
export interface Exclusion {
  readonly name: string;
  readonly why: string;

  /** What the server says. */
  readonly server: RegExp;
}

/** What no judge without a cluster can know. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    name: 'priority classes',
    why: 'admission looks the class of a pod up',
    server: /no PriorityClass with name .* was found/,
  },
  {
    name: 'runtime classes',
    why: 'admission looks the class of a pod up, and what it adds to its resources',
    server: /pod rejected: (RuntimeClass|failed to get RuntimeClass|Pod Overhead)/,
  },
  {
    name: 'addresses of Services',
    why: 'the ranges are settings of the cluster, and its own Services have some of them',
    server:
      /failed to allocate IP|provided IP is (already allocated|not in the valid range)|the provided (range|network) does not match the current range/,
  },
  {
    name: 'families of addresses',
    why: 'a cluster has IPv4, IPv6 or both by its settings',
    server: /IPv[46] is not configured on this cluster|not configured for dual-stack/,
  },
  {
    name: 'existing objects',
    why: 'every cluster comes with some, for example the namespace default',
    server: /^AlreadyExists: /,
  },
];

/** Why a comparison is not counted; `undefined` where it is. */
export function exclusionOf({ server }: Comparison): Exclusion | undefined {
  return EXCLUSIONS.find((exclusion) => exclusion.server.test(server));
}
