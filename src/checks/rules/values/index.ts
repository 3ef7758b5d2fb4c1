import type { Rule } from '../rule';
import { deploymentName } from './deployment-name';
import { fractionOfAByte } from './fraction-of-a-byte';
import { memoryLimitInBytes } from './memory-limit-in-bytes';
import { mountOptions } from './mount-options';
import { nfsServer } from './nfs-server';
import { statefulSetName } from './stateful-set-name';
import { unknownMountOption } from './unknown-mount-option';
import { unsafeCharacter } from './unsafe-character';

/** Rules on values that the API server accepts, and that break when they are used. */
export const VALUE_RULES: readonly Rule[] = [
  fractionOfAByte,
  memoryLimitInBytes,
  statefulSetName,
  deploymentName,
  nfsServer,
  unknownMountOption,
  mountOptions,
  unsafeCharacter,
];
