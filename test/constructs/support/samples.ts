import { type Chart, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ConfigFileMount,
  type ConfigFileMountProps,
  type Exposure,
  GeoApiService,
  type GeoApiServiceProps,
  type IngressController,
  NfsVolume,
  type NfsVolumeProps,
} from '../../../constructs';
import { emptyChart } from './chart';

/** A share with no more props than it needs, and those that are given. */
export function share(chart: Chart, props: Partial<NfsVolumeProps> = {}, id = 'scenes'): NfsVolume {
  return new NfsVolume(chart, id, {
    server: '10.117.206.94',
    path: '/mnt/md0/scenes',
    capacity: Size.tebibytes(10),
    ...props,
  });
}

/** An API with no more props than it needs, and those that are given. */
export function api(
  scope: Construct,
  props: Partial<GeoApiServiceProps> = {},
  id = 'tiles',
): GeoApiService {
  return new GeoApiService(scope, id, { image: 'registry.example.org/tiles:1.4.2', ...props });
}

/** A chart of an API alone. */
export function apiChart(props: Partial<GeoApiServiceProps> = {}): Chart {
  const chart = emptyChart();
  api(chart, props);
  return chart;
}

/** A chart of an API that is exposed. */
export function exposedChart(exposure: Exposure, props: Partial<GeoApiServiceProps> = {}): Chart {
  return apiChart({ exposure, ...props });
}

/** A chart of configuration files alone. */
export function config(
  chart: Chart,
  files: ConfigFileMountProps['files'],
  props: Partial<ConfigFileMountProps> = {},
): ConfigFileMount {
  return new ConfigFileMount(chart, 'config', { files, ...props });
}

/** Ingress controllers by their dialect. */
export const controllers = {
  nginx: { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' },
  traefik: { className: 'traefik', namespace: 'traefik', dialect: 'traefik' },
  none: { className: 'haproxy', namespace: 'haproxy' },
} as const satisfies Record<string, IngressController>;
