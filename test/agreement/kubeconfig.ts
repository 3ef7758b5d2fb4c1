import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

/** How to reach an API server: its address, and what both sides show each other. */
export interface Endpoint {
  readonly server: string;
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly token?: string;
}

interface Named {
  readonly name: string;
}

/** Contents of certificates and keys stand in the file, or in a file of their own that it names. */
type Credentials = Readonly<Record<string, string | undefined>>;

interface Kubeconfig {
  readonly 'current-context': string;
  readonly contexts: readonly (Named & {
    readonly context: { readonly cluster: string; readonly user: string };
  })[];
  readonly clusters: readonly (Named & {
    readonly cluster: Credentials & { readonly server: string };
  })[];
  readonly users: readonly (Named & { readonly user: Credentials })[];
}

/** The API server that the current context of a kubeconfig names. */
export function endpointOf(path: string): Endpoint {
  const config: Kubeconfig = parse(readFileSync(path, 'utf8'));
  const { context } = named(config.contexts, config['current-context']);
  const { cluster } = named(config.clusters, context.cluster);
  const { user } = named(config.users, context.user);
  const bytes = (from: Credentials, key: string): Buffer | undefined => {
    const data = from[`${key}-data`];
    if (data !== undefined) return Buffer.from(data, 'base64');
    const file = from[key];
    return file === undefined ? undefined : readFileSync(resolve(dirname(path), file));
  };
  return {
    server: cluster.server,
    ca: bytes(cluster, 'certificate-authority'),
    cert: bytes(user, 'client-certificate'),
    key: bytes(user, 'client-key'),
    token: user.token,
  };
}

function named<T extends Named>(items: readonly T[], name: string): T {
  const item = items.find((candidate) => candidate.name === name);
  if (!item) throw new Error(`kubeconfig: expected '${name}', got ${items.map((i) => i.name)}`);
  return item;
}
