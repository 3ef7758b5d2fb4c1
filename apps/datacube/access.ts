import type { Connectable, Connection, EnvValue, Mount } from '../../constructs';

/** What a pod needs to use something: variables, files, and a way there. */
export interface Access {
  readonly env: Readonly<Record<string, EnvValue>>;
  readonly mounts: readonly Mount[];
  readonly connectsTo: readonly (Connectable | Connection)[];
}

/** What a pod needs of this. */
export function access({ env = {}, mounts = [], connectsTo = [] }: Partial<Access>): Access {
  return { env, mounts, connectsTo };
}

/** Everything that several things need, for one pod. */
export function together(...all: readonly Access[]): Access {
  return {
    env: Object.assign({}, ...all.map(({ env }) => env)),
    mounts: [...new Set(all.flatMap(({ mounts }) => mounts))],
    connectsTo: [...new Set(all.flatMap(({ connectsTo }) => connectsTo))],
  };
}
