import { OBJECT_PROPS } from '../identity';
import { PEER } from '../network';
import { POD_PROPS } from '../pod/pod';
import type { PostgisServerPatches, PostgisServerProps } from '../postgis-server';
import { SECRET_KEY } from '../secret-key';
import { anyMap, duration, listOf, mapOf, objectOf, ruled, type Shape, size, text } from '../shape';
import { DATA_VOLUME } from '../stateful';

const { command: _, args: __, workingDir: ___, ...POSTGIS_POD_PROPS } = POD_PROPS;

/** The types of the props of a PostgisServer. */
export const POSTGIS_PROPS: Shape<PostgisServerProps> = {
  ...OBJECT_PROPS,
  ...POSTGIS_POD_PROPS,
  image: ruled,
  database: ruled,
  username: ruled,
  password: SECRET_KEY,
  maxConnections: ruled,
  parameters: mapOf(ruled),
  initSql: text,
  volume: DATA_VOLUME,
  size,
  storageClassName: ruled,
  sharedMemory: size,
  startupAllowance: duration,
  clients: listOf(PEER),
  patches: objectOf<PostgisServerPatches>({
    statefulSet: anyMap,
    service: anyMap,
    headlessService: anyMap,
    serviceAccount: anyMap,
    networkPolicy: anyMap,
    podDisruptionBudget: anyMap,
    persistentVolumeClaim: anyMap,
    configMap: anyMap,
  }),
};
