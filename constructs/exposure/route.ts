import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { integerIn } from '../rules/numbers';

/** What an Ingress or an HTTPRoute leads to. */
export interface RouteTarget {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly servicePort: number;
  readonly servicePortName: string;
  /** How long the server may take for a request; undefined where it sets no limit. */
  readonly requestSeconds?: number;
}

/** How long nginx waits by itself. */
const PROXY_SECONDS = 60;

/**
 * How long a proxy waits for an answer, in seconds.
 *
 * @returns the given time, else the server's where it is longer than proxies wait by themselves, else
 *   undefined: the proxy's own
 * @throws where the proxy would give up before the server does
 */
export function proxySeconds(
  construct: Construct,
  prop: string,
  given: Duration | undefined,
  { requestSeconds }: RouteTarget,
): number | undefined {
  if (given === undefined) {
    return requestSeconds !== undefined && requestSeconds > PROXY_SECONDS
      ? requestSeconds
      : undefined;
  }
  const value = given.toSeconds({ integral: false });
  must(construct, `${prop} in seconds`, value, integerIn(value, 1, 86400));
  if (requestSeconds !== undefined && value < requestSeconds) {
    throw explain(
      construct,
      `${prop} must be at least server.timeout, ${requestSeconds} s, got ${value} s: the proxy would ` +
        'give up on requests that the server still works on',
      `write Duration.seconds(${requestSeconds}), or leave ${prop} out`,
    );
  }
  return value;
}
