import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf, listOf, textOf } from './json';
import { type Endpoint, endpointOf } from './kubeconfig';
import type { Json, Manifest } from './manifest';

/** What the server says of a request that it refuses. */
export interface Status {
  readonly message: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly Partial<Cause>[] };
}

/** One of the fields that a refusal is about. */
export interface Cause {
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

/** The server's answer to a request. */
export interface Answer {
  readonly code: number;

  /** Why it refuses; `undefined` where it accepts. */
  readonly refusal?: Status;

  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];

  /** What it answers where it accepts, for example the object as it would be stored. */
  readonly body?: Json;
}

/** A kind that the server serves, in one version. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];

  /** Whether a CustomResourceDefinition makes it one. */
  readonly isDefined: boolean;
}

/** Objects can be long lists of warnings: each header of them counts. */
const MAX_HEADER_BYTES = 1024 * 1024;

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** How many requests are on their way at a time. */
const PARALLEL = 8;

/** What `kubectl apply --dry-run=server --validate=strict` asks for. */
const DRY_RUN = { dryRun: 'All', fieldValidation: 'Strict', fieldManager: 'agreement' };

/** As above, and it is done. */
const FOR_REAL = { fieldValidation: 'Strict', fieldManager: 'agreement' };

/** The type of a patch, as its content type says it. */
export type PatchType = 'merge-patch' | 'strategic-merge-patch' | 'apply-patch';

/** A running API server. */
export class ApiServer {
  /** The one that the variable `KUBECONFIG` names. */
  static async connect(): Promise<ApiServer> {
    const path = process.env.KUBECONFIG;
    if (!path) throw new Error('KUBECONFIG must name the kubeconfig of a running API server');
    const server = new ApiServer(endpointOf(path));
    const { body } = await server.send('GET', '/version');
    server.minor = `${textOf(body, 'major')}.${textOf(body, 'minor')}`;
    await server.discover();
    return server;
  }

  /** Its version without the patch, for example `1.36`. */
  minor = '';

  /** Every kind that objects can be made of. */
  resources: readonly Resource[] = [];

  private readonly agent: Agent;

  private constructor(private readonly endpoint: Endpoint) {
    const { ca, cert, key } = endpoint;
    this.agent = new Agent({ keepAlive: true, maxSockets: PARALLEL, ca, cert, key });
  }

  /** Ends the connections. */
  close(): void {
    this.agent.destroy();
  }

  /** Asks which kinds there are, again after definitions came. */
  async discover(): Promise<void> {
    const { body } = await this.send('GET', '/apis');
    const groups = listOf(body, 'groups').flatMap((group) => listOf(group, 'versions'));
    const versions = ['v1', ...groups.map((version) => textOf(version, 'groupVersion'))];
    const { body: list } = await this.send('GET', DEFINITIONS);
    const defined = listOf(list, 'items').map((item) => textOf(fieldOf(item, 'spec'), 'group'));
    const found = await Promise.all(
      versions.map((version) => this.resourcesOf(version, defined.includes(groupOf(version)))),
    );
    this.resources = found.flat();
  }

  /** The kind of an object; throws where the server does not serve it. */
  resourceOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): Resource {
    const found = this.resources.find((r) => r.apiVersion === apiVersion && r.kind === kind);
    if (!found) throw new Error(`the server does not serve ${apiVersion} ${kind}`);
    return found;
  }

  /** Whether it would make the object; it does not. */
  wouldCreate(object: Manifest): Promise<Answer> {
    return this.send('POST', this.pathOf(object, DRY_RUN, false), object);
  }

  /** Makes the object. */
  create(object: Manifest): Promise<Answer> {
    return this.send('POST', this.pathOf(object, FOR_REAL, false), object);
  }

  /** Whether it would put the object in the place of the one of its name; it does not. */
  wouldReplace(object: Manifest): Promise<Answer> {
    return this.send('PUT', this.pathOf(object, DRY_RUN), object);
  }

  /** Changes part of an object, the status of it for example. */
  patch(object: Manifest, type: PatchType, patch: Json, below = ''): Promise<Answer> {
    return this.send('PATCH', this.pathOf(object, FOR_REAL, true, below), patch, type);
  }

  /** The object as it is stored; `undefined` where it is not. */
  async read(object: Manifest): Promise<Json | undefined> {
    return (await this.send('GET', this.pathOf(object, {}))).body;
  }

  /** Deletes an object, also where what should finish it does not run. */
  async delete(object: Manifest): Promise<void> {
    await this.patch(object, 'merge-patch', { metadata: { finalizers: null } });
    const options = { propagationPolicy: 'Background', gracePeriodSeconds: '0' };
    const { code, refusal } = await this.send('DELETE', this.pathOf(object, options));
    if (refusal && code !== 404) throw new Error(refusal.message);
  }

  /** Makes an object that other ones need, or changes the one that is there; throws where refused. */
  async provide(object: Manifest): Promise<void> {
    const options = { ...FOR_REAL, force: 'true' };
    const { refusal } = await this.send(
      'PATCH',
      this.pathOf(object, options),
      object,
      'apply-patch',
    );
    if (refusal) throw new Error(refusal.message);
  }

  /** Applies definitions of custom resources, and waits until they are served. */
  async define(definitions: readonly Manifest[]): Promise<void> {
    for (const definition of definitions) await this.provide(definition);
    for (const definition of definitions) {
      for (let tries = 0; !(await this.isEstablished(definition)); tries += 1) {
        if (tries > 100)
          throw new Error(`${JSON.stringify(definition.metadata)}: not served in 10 s`);
        await sleep(100);
      }
    }
    await this.discover();
  }

  private async isEstablished(definition: Manifest): Promise<boolean> {
    const stored = await this.read(definition);
    return listOf(fieldOf(stored, 'status'), 'conditions').some(
      (condition) =>
        fieldOf(condition, 'type') === 'Established' && fieldOf(condition, 'status') === 'True',
    );
  }

  private async resourcesOf(apiVersion: string, isDefined: boolean): Promise<Resource[]> {
    const { body } = await this.send('GET', rootOf(apiVersion));
    return listOf(body, 'resources')
      .map((resource) => ({
        apiVersion,
        kind: textOf(resource, 'kind'),
        plural: textOf(resource, 'name'),
        namespaced: fieldOf(resource, 'namespaced') === true,
        verbs: listOf(resource, 'verbs').map(String),
        isDefined,
      }))
      .filter(({ plural, verbs }) => verbs.includes('create') && !plural.includes('/'));
  }

  /** The path of an object, or of those of its kind. */
  private pathOf(
    object: Manifest,
    options: Readonly<Record<string, string>>,
    named = true,
    below = '',
  ): string {
    const { plural, namespaced } = this.resourceOf(object);
    const namespace = textOf(object.metadata, 'namespace') || 'default';
    const inside = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    const self = named ? `/${encodeURIComponent(textOf(object.metadata, 'name'))}${below}` : '';
    const query = new URLSearchParams(options).toString();
    return `${rootOf(object.apiVersion)}${inside}/${plural}${self}${query && `?${query}`}`;
  }

  private send(method: string, path: string, body?: Json, patch?: PatchType): Promise<Answer> {
    const { server, token } = this.endpoint;
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const type = patch ? `application/${patch}+${patch === 'apply-patch' ? 'yaml' : 'json'}` : '';
    const headers = {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(content
        ? { 'content-type': type || 'application/json', 'content-length': content.length }
        : {}),
    };
    const { agent } = this;
    const options = { method, agent, headers, maxHeaderSize: MAX_HEADER_BYTES };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, server), options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0, rawHeaders } = response;
          resolve(answerOf(statusCode, rawHeaders, Buffer.concat(chunks).toString()));
        });
      });
      sent.on('error', reject);
      sent.end(content);
    });
  }
}

function answerOf(code: number, rawHeaders: readonly string[], text: string): Answer {
  const warnings = rawHeaders.filter((_, index) => /^warning$/i.test(rawHeaders[index - 1] ?? ''));
  const answer = { code, warnings: warnings.map(warningOf) };
  if (code < 300) return { ...answer, body: JSON.parse(text) };
  // What stands before the server's own handlers answers in plain text.
  return { ...answer, refusal: text.startsWith('{') ? JSON.parse(text) : { message: text } };
}

/** The text of a header `299 - "text"`, in which quotes are escaped; Node reads its bytes as Latin-1. */
function warningOf(header: string): string {
  const text = /^\d{3} \S+ "(.*)"$/s.exec(Buffer.from(header, 'latin1').toString())?.[1] ?? header;
  return text.replace(/\\(.)/gs, '$1');
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.split('/', 1)[0] ?? '';
}
