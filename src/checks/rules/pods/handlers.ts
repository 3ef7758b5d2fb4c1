import type { Container } from '../../pods';
import { mapAt, textAt, valueAt } from '../../read';

/** A port that the kubelet asks, by a probe or a hook. */
export interface AskedPort {
  /** Path of the port within the object. */
  readonly path: string;

  /** A number, or the name of a port of the container. */
  readonly port: unknown;
}

/** The ports that the probes and hooks of a container ask; those of other hosts are left out. */
export function askedPorts({ spec, path }: Container): AskedPort[] {
  return PLACES.flatMap((place) => {
    const handler = mapAt(spec, ...place);
    return ['httpGet', 'tcpSocket', 'grpc'].flatMap((kind) => {
      const port = valueAt(handler, kind, 'port');
      const isElsewhere = textAt(handler, kind, 'host') !== undefined;
      if (port === undefined || isElsewhere) return [];
      return [{ path: [path, ...place, kind, 'port'].join('.'), port }];
    });
  });
}

const PLACES = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];
