import type { Rule } from '../rule';
import { credential } from './credential';
import { plainSecret } from './plain-secret';

/** Rules that keep secrets out of what is committed. */
export const SECRET_RULES: readonly Rule[] = [plainSecret, credential];
