import { containerRows } from './rows/containers';
import { ingressRows } from './rows/ingresses';
import { metadataRows } from './rows/metadata';
import { podRows } from './rows/pods';
import { policyRows } from './rows/policies';
import { resourceRows } from './rows/resources';
import type { Row } from './rows/row';
import { serviceRows } from './rows/services';
import { storageRows } from './rows/storage';
import { volumeRows } from './rows/volumes';
import { workloadRows } from './rows/workloads';

/** Every rule of the API server that manifests of this field run into, in their order. */
export const TABLE: readonly Row[] = [
  ...metadataRows,
  ...containerRows,
  ...volumeRows,
  ...resourceRows,
  ...podRows,
  ...workloadRows,
  ...serviceRows,
  ...ingressRows,
  ...storageRows,
  ...policyRows,
].sort((a, b) => a.row - b.row);
