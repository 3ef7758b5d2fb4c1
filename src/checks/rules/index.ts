import { namespace } from './namespace';
import { nullValue } from './null-value';
import { POD_RULES } from './pods';
import { POLICY_RULES } from './policy';
import { REFERENCE_RULES } from './references';
import type { Rule } from './rule';
import { SECRET_RULES } from './secrets';
import { unique } from './unique';
import { unwritableValue } from './unwritable-value';
import { VALUE_RULES } from './values';

/** Every rule of our own, in the order of the reference page. */
export const RULES: readonly Rule[] = [
  namespace,
  unique,
  unwritableValue,
  nullValue,
  ...REFERENCE_RULES,
  ...POD_RULES,
  ...VALUE_RULES,
  ...SECRET_RULES,
  ...POLICY_RULES,
];
