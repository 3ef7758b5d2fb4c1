import { EXPOSURE } from '../exposure/types';
import type { GeoApiServicePatches, GeoApiServiceProps } from '../geo-api-service';
import { OBJECT_PROPS } from '../identity';
import { METRICS } from '../metrics';
import { CONNECTS_TO } from '../network';
import { REASON } from '../pod/exceptions';
import { HEALTH } from '../pod/health';
import { POD_PROPS } from '../pod/pod';
import { REPLICAS } from '../replicas';
import { ROLLOUT } from '../rollout';
import { SERVER } from '../server';
import { anyMap, duration, listOf, mapOf, objectOf, ruled, type Shape } from '../shape';

/** The types of the props of a GeoApiService. */
export const API_PROPS: Shape<GeoApiServiceProps> = {
  ...OBJECT_PROPS,
  ...POD_PROPS,
  port: ruled,
  server: SERVER,
  health: HEALTH,
  exposure: EXPOSURE,
  replicas: REPLICAS,
  rollout: ROLLOUT,
  servicePort: ruled,
  serviceName: ruled,
  selector: mapOf(ruled),
  connectsTo: listOf(CONNECTS_TO),
  metrics: METRICS,
  allowDebug: REASON,
  drain: duration,
  patches: objectOf<GeoApiServicePatches>({
    deployment: anyMap,
    service: anyMap,
    serviceAccount: anyMap,
    networkPolicy: anyMap,
    podDisruptionBudget: anyMap,
    autoscaler: anyMap,
    ingress: anyMap,
    httpRoute: anyMap,
    metricsService: anyMap,
    serviceMonitor: anyMap,
  }),
};
