import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  HttpRoute,
  type HttpRouteProps,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesFiltersUrlRewritePathType,
  HttpRouteSpecRulesMatchesPathType,
} from '../../imports/gateway.networking.k8s.io';
import { must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import { dnsName } from '../rules/hosts';
import { dnsSubdomain } from '../rules/names';
import { urlPath } from '../rules/paths';
import type { GatewayOptions } from './exposure';
import { proxySeconds, type RouteTarget } from './route';

/** Fields of an HTTPRoute, in the words of its definition. */
export interface HttpRoutePatch extends DeepPartial<HttpRouteProps> {}

/**
 * The HTTPRoute of a service.
 *
 * @throws where a host, a path or a name breaks the rules
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export function httpRoute(
  construct: Construct,
  options: GatewayOptions,
  target: RouteTarget,
  patch: HttpRoutePatch | undefined,
): ApiObject {
  const { gateway, host, path = '/', stripPrefix, requestTimeout } = options;
  must(construct, 'exposure.host', host, dnsName(host, { wildcard: true }));
  must(construct, 'exposure.path', path, urlPath(path));
  must(construct, 'exposure.gateway.name', gateway.name, dnsSubdomain(gateway.name));
  if (gateway.listener !== undefined) {
    must(construct, 'exposure.gateway.listener', gateway.listener, dnsSubdomain(gateway.listener));
  }
  const seconds = proxySeconds(construct, 'exposure.requestTimeout', requestTimeout, target);
  const { name, namespace, labels, annotations } = target;
  return manifest(
    construct,
    'HttpRoute',
    HttpRoute,
    {
      metadata: { name, namespace, labels, annotations },
      spec: {
        parentRefs: [
          { name: gateway.name, namespace: gateway.namespace, sectionName: gateway.listener },
        ],
        hostnames: [host],
        rules: [
          {
            matches: [
              { path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: path } },
            ],
            filters: stripPrefix && path !== '/' ? [STRIP_PREFIX] : undefined,
            backendRefs: [{ name: target.serviceName, port: target.servicePort }],
            timeouts: seconds === undefined ? undefined : { request: `${seconds}s` },
          },
        ],
      },
    },
    patch,
  );
}

const STRIP_PREFIX = {
  type: HttpRouteSpecRulesFiltersType.URL_REWRITE,
  urlRewrite: {
    path: {
      type: HttpRouteSpecRulesFiltersUrlRewritePathType.REPLACE_PREFIX_MATCH,
      replacePrefixMatch: '/',
    },
  },
};
