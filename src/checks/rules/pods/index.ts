import type { Rule } from '../rule';
import { duplicateEnv } from './duplicate-env';
import { duplicatePort } from './duplicate-port';
import { envName } from './env-name';
import { gracePeriod } from './grace-period';
import { identicalProbes } from './identical-probes';
import { imageReference } from './image-reference';
import { imageTag } from './image-tag';
import { memoryVolume } from './memory-volume';
import { mountPath } from './mount-path';
import { preStop } from './pre-stop';
import { probePort } from './probe-port';
import { probePortName } from './probe-port-name';
import { unexpandedVariable } from './unexpanded-variable';
import { volumeAboveLimit } from './volume-above-limit';
import { withdrawnImage } from './withdrawn-image';

/** Rules on pods that the API server accepts, and that do not run as they are meant to. */
export const POD_RULES: readonly Rule[] = [
  imageReference,
  imageTag,
  withdrawnImage,
  mountPath,
  duplicateEnv,
  envName,
  unexpandedVariable,
  duplicatePort,
  probePortName,
  probePort,
  identicalProbes,
  gracePeriod,
  preStop,
  memoryVolume,
  volumeAboveLimit,
];
