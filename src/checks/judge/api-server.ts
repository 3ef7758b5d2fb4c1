import { KeptMap } from '../cache/kept-map';
import { keyOf } from '../cache/key';
import { groupOf, type KubernetesObject } from '../kubernetes-object';
import type { Definition, Definitions } from './definitions';
import { Judge } from './judge';
import { builtinKind, checksum, kindsOf, moduleOf } from './modules';
import {
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  type PodSecurityLevel,
  type Verdict,
} from './verdict';

/** How many verdicts are kept between runs. */
const MOST = 50_000;

/** A question about an object. */
export interface Inquiry {
  readonly object: KubernetesObject;

  /** The object that is there already, over which the new one is applied. */
  readonly old?: KubernetesObject;

  readonly podSecurity?: PodSecurityLevel;
}

/** Whether a kind is the server's own, its own but not in this version, or defined by others. */
export type Standing = 'builtin' | 'unserved' | 'defined' | 'undefined';

const servers = new Map<KubernetesVersion, ApiServer>();

/** The API server of a version, without a cluster: asked once about each distinct object. */
export class ApiServer {
  private readonly cache: KeptMap<Verdict>;
  private readonly groups: ReadonlySet<string>;
  private running: Promise<Judge> | undefined;

  /** The one of this process. */
  static of(version: KubernetesVersion): ApiServer {
    const server = servers.get(version) ?? new ApiServer(version);
    servers.set(version, server);
    return server;
  }

  private constructor(readonly version: KubernetesVersion) {
    this.cache = new KeptMap(`verdicts-${version}`, MOST);
    const apiVersions = KUBERNETES_VERSIONS.flatMap((one) => Object.keys(kindsOf(one)));
    this.groups = new Set(apiVersions.map((apiVersion) => groupOf({ apiVersion })));
  }

  /** Starts the judge beside other work, where nothing was asked before and it is surely needed. */
  prepare(): void {
    // Whoever asks later hears of a failure.
    if (this.cache.isEmpty) this.judge.catch(() => undefined);
  }

  /** What is known of the kind of an object. */
  standingOf(object: KubernetesObject, definitions: Definitions): Standing {
    if (builtinKind(this.version, object)) return 'builtin';
    const group = groupOf(object);
    // Groups of others are domain names; `extensions` was one of Kubernetes' own.
    if (this.groups.has(group) || !group.includes('.')) return 'unserved';
    return definitions.of(object) ? 'defined' : 'undefined';
  }

  /** The groups and versions in which the server has a kind of that name. */
  apiVersionsOf(kind: string): string[] {
    return Object.entries(kindsOf(this.version)).flatMap(([apiVersion, kinds]) =>
      Object.hasOwn(kinds, kind) ? [apiVersion] : [],
    );
  }

  /** The kinds of a group and version. */
  kindsIn(apiVersion: string): string[] {
    return Object.keys(kindsOf(this.version)[apiVersion] ?? {});
  }

  /** What the server says to each question, in their order. */
  async ask(inquiries: readonly Inquiry[], definitions: Definitions): Promise<Verdict[]> {
    const prepared = inquiries.map((inquiry) => this.prepared(inquiry, definitions));
    const missing = new Map(
      prepared.filter(({ key }) => !this.cache.get(key)).map((one) => [one.key, one]),
    );
    if (missing.size > 0) {
      const needed = new Set([...missing.values()].flatMap(({ definition }) => definition ?? []));
      const judge = await this.judge;
      const verdicts = await judge.ask(
        [...missing.values()].map(({ inquiry }) => inquiry),
        [...needed].map((definition) => definition.load()),
      );
      [...missing.keys()].forEach((key, index) => {
        const verdict = verdicts[index];
        if (verdict) this.cache.set(key, verdict);
      });
      this.cache.save();
    }
    return prepared.flatMap(({ key }) => this.cache.get(key) ?? []);
  }

  private get judge(): Promise<Judge> {
    this.running ??= Judge.start(this.version);
    return this.running;
  }

  private prepared(inquiry: Inquiry, definitions: Definitions): Prepared {
    const module = moduleOf(this.version, inquiry.object);
    const definition = module === 'extension' ? definitions.of(inquiry.object) : undefined;
    const judge = checksum(this.version, module);
    return {
      inquiry,
      definition,
      key: keyOf(judge, JSON.stringify(inquiry), definition?.digest ?? ''),
    };
  }
}

interface Prepared {
  readonly inquiry: Inquiry;
  readonly definition: Definition | undefined;
  readonly key: string;
}
