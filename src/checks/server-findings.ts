import type { Finding } from './finding';
import {
  ApiServer,
  type Cause,
  Definitions,
  fixOf,
  type Inquiry,
  NEWEST,
  NO_DEFINITION,
  NODE_PORT_RANGE,
  nearestName,
  SERVER_WARNING,
  type ServerRule,
  serverRule,
  UNSERVED_KIND,
  type Verdict,
} from './judge';
import type { KubernetesObject } from './kubernetes-object';
import type { CheckOptions, PodSecurityOption } from './options';
import { isExcepted } from './own-rules';
import { type Held, PodSecurity, podSecurityFindings } from './pod-security';
import { type Pod, podsOf } from './pods';

/** What the API server says to the objects, and Pod Security to their pods. */
export async function serverFindings(
  objects: readonly KubernetesObject[],
  options: CheckOptions,
): Promise<Finding[]> {
  const server = ApiServer.of(options.kubernetes ?? NEWEST);
  const definitions = new Definitions([...(options.definitions ?? []), ...objects]);
  const podSecurity = new PodSecurity(objects, levelOf(options));
  const findings: Finding[] = [];
  const asked: Asked[] = [];
  for (const object of objects) {
    const held = podSecurity.of(object);
    const standing = server.standingOf(object, definitions);
    if (standing === 'unserved') findings.push(unserved(object, server));
    if (standing === 'undefined') findings.push(undefinedKind(object));
    if (standing === 'builtin') {
      const [pod] = podsOf(object);
      asked.push({ object, held, pod, inquiry: { object, podSecurity: pod && held?.to } });
      continue;
    }
    if (standing === 'defined') asked.push({ object, inquiry: { object } });
    if (held === undefined) continue;
    for (const pod of podsOf(object)) {
      asked.push({ held, pod, inquiry: { object: alone(pod), podSecurity: held.to } });
    }
  }
  const verdicts = await server.ask(
    asked.map(({ inquiry }) => inquiry),
    definitions,
  );
  for (const [index, { object, held, pod }] of asked.entries()) {
    const verdict = verdicts[index];
    if (verdict === undefined) continue;
    if (object) findings.push(...verdictFindings(object, verdict, server, definitions));
    if (held && pod) findings.push(...podSecurityFindings(pod, held, verdict));
  }
  return findings;
}

function levelOf({ podSecurity, ownRules }: CheckOptions): PodSecurityOption {
  return podSecurity ?? (ownRules === false ? 'off' : 'restricted');
}

/** A question, and what its answer is about. */
interface Asked {
  readonly inquiry: Inquiry;

  /** The object that the server may refuse. */
  readonly object?: KubernetesObject;

  /** The pod that Pod Security judges, and at which level. */
  readonly pod?: Pod;
  readonly held?: Held;
}

/** A pod of a custom resource as an object of its own, as its operator would make it. */
function alone({ namespace, labels, annotations, spec }: Pod): KubernetesObject {
  const metadata = { name: 'pod', ...(namespace && { namespace }), labels, annotations };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

/** Why the server refuses an object, and what it warns of. */
export function verdictFindings(
  object: KubernetesObject,
  { served, refusal, warnings }: Verdict,
  server: ApiServer,
  definitions: Definitions,
): Finding[] {
  if (!served) {
    // A definition of this package has not all versions that the operator's own may have.
    return [definitions.of(object)?.given ? unserved(object, server) : undefinedKind(object)];
  }
  const otherRange = isExcepted(object, NODE_PORT_RANGE.name);
  return [
    ...causesOf(refusal)
      .filter((cause) => !(otherRange && serverRule(cause) === NODE_PORT_RANGE))
      .map((cause): Finding => {
        const { field } = cause;
        const message = steady(cause.message);
        return {
          ...saidBy(serverRule(cause)),
          object,
          path: field,
          message: field && !message.includes(field) ? `${field}: ${message}` : message,
          fix: fixOf(cause),
        };
      }),
    ...warnings.map(
      (message): Finding => ({
        ...saidBy(SERVER_WARNING),
        object,
        path: pathIn(message),
        message,
        fix: 'change it as the message says',
      }),
    ),
  ];
}

/** What a finding has of its rule. */
function saidBy({ name, severity, source, why }: ServerRule) {
  return { rule: name, severity, source, why };
}

/** What a refusal consists of; the refusal itself where it has no parts. */
function causesOf(refusal: Verdict['refusal']): readonly Cause[] {
  if (refusal === null) return [];
  const { causes, reason, message } = refusal;
  return causes.length > 0 ? causes : [{ reason, field: '', message }];
}

/** A message without the addresses in memory and odd spaces that old servers put into some. */
function steady(message: string): string {
  return message.replace(/\(0x[0-9a-f]+\)/g, '').replace(/\u00a0/g, ' ');
}

/** The path that a message of the server begins with. */
function pathIn(message: string): string {
  return /^([a-z]\w*(?:[.[]\S*?)*): /i.exec(message)?.[1] ?? '';
}

function unserved(object: KubernetesObject, server: ApiServer): Finding {
  const { apiVersion, kind } = object;
  const near = nearestName(kind, server.kindsIn(apiVersion));
  const elsewhere = server.apiVersionsOf(kind).join(' or ');
  return {
    ...saidBy(UNSERVED_KIND),
    object,
    path: near ? 'kind' : 'apiVersion',
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    why: `Kubernetes ${server.version} does not have this kind, or no longer in this version`,
    fix: near
      ? `write kind: ${near}`
      : elsewhere
        ? `write apiVersion: ${elsewhere}`
        : 'use a kind that the cluster has',
  };
}

function undefinedKind(object: KubernetesObject): Finding {
  return {
    ...saidBy(NO_DEFINITION),
    object,
    path: 'apiVersion',
    message: `apiVersion: the kind ${object.kind} of ${object.apiVersion} is not known here`,
    fix: 'give its CustomResourceDefinition',
  };
}
