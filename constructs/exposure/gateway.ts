import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesFiltersUrlRewritePathType,
  HttpRouteSpecRulesMatchesPathType,
} from '../../imports/gateway.networking.k8s.io';
import { must } from '../invalid';
import { dnsName } from '../rules/hosts';
import { dnsLabel, dnsSubdomain } from '../rules/names';
import { urlPath } from '../rules/paths';
import type { GatewayOptions } from './exposure';
import { proxySeconds, type RouteTarget } from './route';

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
): ApiObject {
  const { gateway, host, path = '/', stripPrefix, requestTimeout, controllerNamespace } = options;
  must(construct, 'exposure.host', host, dnsName(host, { wildcard: true }));
  must(construct, 'exposure.path', path, urlPath(path));
  must(construct, 'exposure.gateway.name', gateway.name, dnsSubdomain(gateway.name));
  must(construct, 'exposure.gateway.namespace', gateway.namespace, dnsLabel(gateway.namespace));
  if (gateway.listener !== undefined) {
    must(construct, 'exposure.gateway.listener', gateway.listener, dnsSubdomain(gateway.listener));
  }
  if (controllerNamespace !== undefined) {
    must(
      construct,
      'exposure.controllerNamespace',
      controllerNamespace,
      dnsLabel(controllerNamespace),
    );
  }
  const seconds = proxySeconds(construct, 'exposure.requestTimeout', requestTimeout, target);
  const { name, namespace, labels, annotations } = target;
  return new ApiObject(
    construct,
    'HttpRoute',
    HttpRoute.manifest({
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
    }),
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
