import { namespace } from './namespace';
import { plainSecret } from './plain-secret';
import { plainValues } from './plain-values';
import type { Rule } from './rule';
import { unique } from './unique';

/** Every rule of our own, in the order of the reference page. */
export const RULES: readonly Rule[] = [namespace, unique, plainSecret, plainValues];
