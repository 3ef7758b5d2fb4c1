import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { keyOf } from '../cache/key';
import { packageRoot } from '../cache/package-root';
import { groupOf, type KubernetesObject } from '../kubernetes-object';
import { textAt } from '../read';

/** What defines the custom resources of one kind. */
export interface Definition {
  /** What a verdict depends on. */
  readonly digest: string;

  /** Whether it is the cluster's own, so that the cluster has no version but those in it. */
  readonly given: boolean;

  /** The CustomResourceDefinition itself. */
  load(): KubernetesObject;
}

/** The definitions that custom resources are judged by: those given, and those of this package. */
export class Definitions {
  private readonly known = new Map<string, Definition | undefined>();

  /** @param given objects; among the CustomResourceDefinitions of one kind the last one counts */
  constructor(given: readonly KubernetesObject[]) {
    for (const object of given) {
      if (object.kind !== 'CustomResourceDefinition') continue;
      const kind = `${textAt(object, 'spec', 'group')}/${textAt(object, 'spec', 'names', 'kind')}`;
      this.known.set(kind, {
        digest: keyOf(JSON.stringify(object)),
        given: true,
        load: () => object,
      });
    }
  }

  /** What defines the kind of an object; `undefined` where nothing is known of it. */
  of(object: KubernetesObject): Definition | undefined {
    const group = groupOf(object);
    const kind = `${group}/${object.kind}`;
    if (!this.known.has(kind)) this.known.set(kind, shipped(group, object.kind));
    return this.known.get(kind);
  }
}

/** A definition that comes with this package, as those have whose kinds the constructs make. */
function shipped(group: string, kind: string): Definition | undefined {
  if (!/^[a-z0-9.-]+$/.test(group)) return undefined;
  const path = join(packageRoot(), 'imports', `${group}.yaml`);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const start = text.split(/^---$/m).find((one) => one.includes(`\n    kind: ${kind}\n`));
  if (start === undefined) return undefined;
  return {
    digest: keyOf(start),
    given: false,
    load: () => parseAllDocuments(start)[0]?.toJS(),
  };
}
