import type { Construct } from 'constructs';
import { explain, invalid } from '../invalid';
import { fileMode } from '../rules/numbers';

/** @throws where a mode is none, or was written in decimal; the error shows an octal one as such */
export function checkMode(construct: Construct, prop: string, mode: number): void {
  const violation = fileMode(mode);
  if (!violation) return;
  if (Number.isInteger(mode) && mode > 0o777 && violation.fix === undefined) {
    throw explain(construct, `${prop} ${violation.rule}, got 0o${mode.toString(8)}`);
  }
  throw invalid(construct, prop, violation, mode);
}
