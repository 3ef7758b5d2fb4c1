import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { explain, must } from './invalid';
import { asBytes } from './pod/resources';
import { isSize } from './shape';

/** How a volume may be mounted: by many nodes or one, to write or only to read. */
export type AccessMode = 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOnce' | 'ReadWriteOncePod';

/** @throws where the size is missing or not above 0 */
export function checkSize(construct: Construct, prop: string, size: Size): void {
  const given = isSize(size);
  const rule = { rule: 'must be a Size', fix: "write Size.tebibytes(10) of 'cdk8s'" };
  must(construct, prop, size, given ? undefined : rule);
  if (asBytes(size) > 0) return;
  throw explain(construct, `${prop} must be above 0, got ${size.asString()}`);
}

const ACCESS_MODES = ['ReadWriteMany', 'ReadOnlyMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** @throws where a mode is unknown, comes twice, or cannot stand beside another one */
export function accessModesOf(
  construct: Construct,
  modes: readonly AccessMode[],
  readOnly: boolean,
): AccessMode[] {
  const prop = 'accessModes';
  const words = ACCESS_MODES.join(', ');
  const none = modes.length === 0 && { rule: `must hold at least one of ${words}` };
  const unknown = modes.some((mode) => !ACCESS_MODES.includes(mode)) && {
    rule: `must hold only ${words}`,
  };
  must(construct, prop, modes, none || unknown || undefined);
  if (new Set(modes).size < modes.length) {
    throw explain(construct, `${prop} must hold each mode once, got ${modes.join(', ')}`);
  }
  const alone = { rule: 'must hold ReadWriteOncePod alone' };
  must(
    construct,
    prop,
    modes,
    modes.length > 1 && modes.includes('ReadWriteOncePod') ? alone : undefined,
  );
  const writes = readOnly && modes.some((mode) => mode !== 'ReadOnlyMany');
  const reading = {
    rule: "must be ['ReadOnlyMany'], because the volume is read-only",
    fix: 'leave them out',
  };
  must(construct, prop, modes, writes ? reading : undefined);
  return [...modes];
}
