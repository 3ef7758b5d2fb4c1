import type { Inventory } from '../../../inventory';

/** The names of a kind in a namespace, to say which of them was meant. */
export class KnownNames {
  private readonly ofKind = new Map<string, Map<string | undefined, string[]>>();

  constructor(private readonly inventory: Inventory) {}

  in(namespace: string | undefined, kind: string): readonly string[] {
    const known = this.ofKind.get(kind) ?? this.collect(kind);
    return known.get(namespace) ?? [];
  }

  private collect(kind: string): Map<string | undefined, string[]> {
    const names = new Map<string | undefined, string[]>();
    for (const { metadata } of this.inventory.ofKind(kind)) {
      const same = names.get(metadata.namespace);
      if (same) same.push(metadata.name);
      else names.set(metadata.namespace, [metadata.name]);
    }
    this.ofKind.set(kind, names);
    return names;
  }
}
