import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { checkAnnotations } from '../identity';
import { explain, must } from '../invalid';
import { type DeepPartial, manifest } from '../manifest';
import { type Exception, exceptionAnnotations, reasonOf } from '../pod/exceptions';
import { asBytes } from '../pod/resources';
import { dnsName } from '../rules/hosts';
import { dnsSubdomain } from '../rules/names';
import { urlPath } from '../rules/paths';
import type { IngressOptions } from './exposure';
import { proxySeconds, type RouteTarget } from './route';
import { traefikMiddlewares } from './traefik';

/**
 * The Ingress of a service, and what the controller's dialect needs beside it.
 *
 * @throws where a host, a path or a name breaks the rules, and where the dialect cannot say what is
 *   asked for
 */
export function ingress(
  construct: Construct,
  options: IngressOptions,
  target: RouteTarget,
  patch: DeepPartial<k8s.KubeIngressProps> | undefined,
): ApiObject {
  const { controller, host, path = '/', tls } = options;
  must(construct, 'exposure.host', host, dnsName(host, { wildcard: true }));
  must(construct, 'exposure.path', path, urlPath(path));
  const { className } = controller;
  must(construct, 'exposure.controller.className', className, dnsSubdomain(className));
  checkAnnotations(construct, 'exposure.annotations', options.annotations);
  checkClass(construct, { ...target.annotations, ...options.annotations });
  if (tls) must(construct, 'exposure.tls.secretName', tls.secretName, dnsSubdomain(tls.secretName));
  const dialect = dialectOf(construct, options, target);
  return manifest(
    construct,
    'Ingress',
    k8s.KubeIngress,
    {
      metadata: {
        name: target.name,
        namespace: target.namespace,
        labels: target.labels,
        annotations: {
          ...exceptionAnnotations(tlsExceptions(construct, options)),
          ...target.annotations,
          ...issuerAnnotation(construct, options),
          ...dialect.annotations,
          ...options.annotations,
        },
      },
      spec: {
        ingressClassName: className,
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: dialect.path,
                  pathType: dialect.pathType,
                  backend: {
                    service: { name: target.serviceName, port: { name: target.servicePortName } },
                  },
                },
              ],
            },
          },
        ],
        tls: tls && [{ hosts: [host], secretName: tls.secretName }],
      },
    },
    patch,
  );
}

/** What an Ingress without TLS is an exception from, where it is said why. */
function tlsExceptions(construct: Construct, { tls, withoutTls }: IngressOptions): Exception[] {
  if (withoutTls === undefined) return [];
  if (tls) {
    throw explain(construct, 'exposure.withoutTls must be left out where exposure.tls is given');
  }
  const prop = 'exposure.withoutTls.reason';
  const reason = reasonOf(construct, prop, withoutTls.reason, 'requests come in plain HTTP');
  return [{ name: 'ingress-without-tls', reason, checks: [] }];
}

/** The API server takes a class by its field or by the old annotation, and refuses both. */
function checkClass(construct: Construct, annotations: Readonly<Record<string, string>>): void {
  const given = annotations[OLD_CLASS];
  if (given === undefined) return;
  throw explain(
    construct,
    `annotations['${OLD_CLASS}'] must be left out, got '${given}'`,
    `write exposure.controller.className: '${given}'`,
  );
}

const OLD_CLASS = 'kubernetes.io/ingress.class';

interface Dialect {
  readonly annotations: Readonly<Record<string, string>>;
  readonly path: string;
  readonly pathType: string;
}

function dialectOf(construct: Construct, options: IngressOptions, target: RouteTarget): Dialect {
  const { path = '/', pathType = 'Prefix', controller, maxBodySize } = options;
  if (options.stripPrefix && pathType === 'Exact') {
    throw explain(
      construct,
      'exposure.stripPrefix must be left out where pathType is Exact, because nothing would be left ' +
        'of the path',
      "write pathType: 'Prefix'",
    );
  }
  if (maxBodySize !== undefined && asBytes(maxBodySize) <= 0) {
    throw explain(
      construct,
      `exposure.maxBodySize must be above 0, which controllers take for no limit, got ` +
        maxBodySize.asString(),
    );
  }
  const plain = { path, pathType };
  const readSeconds = proxySeconds(construct, 'exposure.readTimeout', options.readTimeout, target);
  switch (controller.dialect ?? 'none') {
    case 'nginx':
      return nginx(construct, options, target, readSeconds);
    case 'traefik':
      refuse(construct, 'traefik', { sendTimeout: options.sendTimeout });
      return { ...plain, annotations: traefikMiddlewares(construct, options, target) };
    case 'none':
      refuse(construct, 'none', {
        maxBodySize: options.maxBodySize,
        readTimeout: options.readTimeout,
        sendTimeout: options.sendTimeout,
        stripPrefix: options.stripPrefix || undefined,
      });
      return { ...plain, annotations: {} };
  }
}

function nginx(
  construct: Construct,
  options: IngressOptions,
  target: RouteTarget,
  readSeconds: number | undefined,
): Dialect {
  const { path = '/', pathType = 'Prefix', maxBodySize, sendTimeout, stripPrefix } = options;
  const sendSeconds = sendTimeout
    ? proxySeconds(construct, 'exposure.sendTimeout', sendTimeout, {
        ...target,
        requestSeconds: undefined,
      })
    : readSeconds;
  const annotations = {
    ...(maxBodySize && { 'proxy-body-size': `${Math.ceil(asBytes(maxBodySize) / 1024 ** 2)}m` }),
    ...(readSeconds && { 'proxy-read-timeout': String(readSeconds) }),
    ...(sendSeconds && { 'proxy-send-timeout': String(sendSeconds) }),
    ...(stripPrefix && path !== '/' && { 'use-regex': 'true', 'rewrite-target': '/$2' }),
  };
  const prefixed = Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [
      `nginx.ingress.kubernetes.io/${name}`,
      value,
    ]),
  );
  if (!stripPrefix || path === '/') return { annotations: prefixed, path, pathType };
  return {
    annotations: prefixed,
    path: `${path.replace(/\/$/, '').replace(/[.+]/g, '\\$&')}(/|$)(.*)`,
    pathType: 'ImplementationSpecific',
  };
}

function issuerAnnotation(construct: Construct, { tls }: IngressOptions): Record<string, string> {
  if (!tls?.issuer) return {};
  const { name, kind } = tls.issuer;
  must(construct, 'exposure.tls.issuer.name', name, dnsSubdomain(name));
  return {
    [kind === 'ClusterIssuer' ? 'cert-manager.io/cluster-issuer' : 'cert-manager.io/issuer']: name,
  };
}

function refuse(
  construct: Construct,
  dialect: string,
  given: Readonly<Record<string, unknown>>,
): void {
  const [name] = Object.keys(given).filter((key) => given[key] !== undefined);
  if (name === undefined) return;
  throw explain(
    construct,
    `exposure.${name} must be left out, because controllers of the dialect '${dialect}' cannot be ` +
      'told of it on an Ingress',
    dialect === 'none'
      ? "name the controller's dialect, 'nginx' or 'traefik', or say it in annotations"
      : 'set it in the configuration of the controller',
  );
}
