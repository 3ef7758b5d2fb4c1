import { randomBytes } from 'node:crypto';

/** A password that nobody has. */
export const anyPassword = (): string => randomBytes(16).toString('hex');
