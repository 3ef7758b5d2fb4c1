import { parseAllDocuments, stringify } from 'yaml';

/** As much of a Kubernetes object as all of them have. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** The objects of a YAML stream. */
export function parseManifests<T extends Manifest = Manifest>(yaml: string): T[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** Objects as a YAML stream. */
export function writeManifests(objects: readonly Manifest[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
