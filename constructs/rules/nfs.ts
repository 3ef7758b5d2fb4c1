import { host, ipAddress } from './hosts';
import { absolutePath } from './paths';
import { quoted, type Violation, violation } from './violation';

export { type MountOptionsContext, mountOptions } from './mount-options';

/** The NFS server of a volume: a host name or IP address. The API server checks nothing of this. */
export function nfsServer(value: unknown): Violation | undefined {
  if (host(value) === undefined) return undefined;
  return violation(
    'must be the host name or IP address of an NFS server, without scheme, port or path',
    typeof value === 'string' ? splitFix(value) : undefined,
  );
}

/** The directory that an NFS server exports. */
export function nfsPath(value: unknown): Violation | undefined {
  const broken = absolutePath(value);
  if (broken === undefined) return undefined;
  const { server, path } = typeof value === 'string' ? split(value) : {};
  const isAddress = typeof value === 'string' && value.includes(':');
  const named = isAddress && server !== undefined && path !== undefined;
  return violation(broken.rule, (named ? splitFix(value) : undefined) ?? broken.fix);
}

interface NfsAddress {
  readonly server?: string;
  readonly port?: string;
  readonly path?: string;
}

const URL_FORM = /^[a-z][a-z0-9+.-]*:\/\/(\[[^\]]*\]|[^/:]*)(?::(\d+))?(\/.*)?$/i;
const SHORT_FORM = /^(\[[^\]]*\]|[^/:]*)(?::(\d+))?:?(\/.*)?$/;

/** The parts of `nfs://server:port/path`, `server:/path`, `server:port` and `server/path`. */
function split(text: string): NfsAddress {
  const match = URL_FORM.exec(text.trim()) ?? SHORT_FORM.exec(text.trim());
  const [, address = '', port, path] = match ?? [];
  const server = address.replace(/^\[(.*)\]$/, '$1');
  return host(server) === undefined ? { server, port, path } : {};
}

function splitFix(text: string): string | undefined {
  const { server, port, path } = split(text);
  if (server === undefined) return host(text)?.fix ?? ipAddress(text)?.fix;
  if (path !== undefined && absolutePath(path) !== undefined) return undefined;
  return [
    `write server: ${quoted(server)}`,
    ...(path === undefined ? [] : [`and path: ${quoted(path)}`]),
    ...(port === undefined || port === '2049'
      ? []
      : [`and the mount option ${quoted(`port=${port}`)}`]),
  ].join(' ');
}
