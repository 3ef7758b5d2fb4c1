import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import {
  type AutoReplicasOptions,
  ConfigFile,
  type ConfigFileMountProps,
  type DynamicVolumeProps,
  EnvFrom,
  EnvSource,
  type ExistingClaimProps,
  Exposure,
  type ExternalSecretProps,
  type GeoApiServiceProps,
  Health,
  type InlineNfsVolumeProps,
  type Metrics,
  type NfsVolumeProps,
  Peer,
  Replicas,
  type RestrictedNamespaceProps,
  Rollout,
  Scratch,
  type SecretFileMountProps,
  SecretKey,
  type ServiceMonitorOptions,
} from '../../../constructs';
import { emptyChart } from './chart';
import { config, controllers, share } from './samples';

/** Every prop but `server`, which takes the place of `command` and `args`. */
export function everyApiProp(
  chart = emptyChart('serving'),
): Required<Omit<GeoApiServiceProps, 'server'>> {
  const scenes = share(chart, { owner: { uid: 1500, gid: 1600 } });
  return {
    image: `registry.example.org/tiles:1.4.2@sha256:${'0'.repeat(64)}`,
    imagePullPolicy: 'IfNotPresent',
    imagePullSecrets: ['registry-login'],
    command: ['python', '-m', 'tiles'],
    args: ['--log-level', 'info'],
    workingDir: '/code',
    env: {
      BANDS: 'B02,B03',
      POD_IP: EnvSource.field('status.podIP'),
      TOKEN: SecretKey.of('usgs', 'token'),
    },
    envFrom: [EnvFrom.configMap('shared-settings', { prefix: 'SHARED_', optional: true })],
    mounts: [
      scenes.mountAt('/data/scenes'),
      config(chart, { '/code/config.yaml': ConfigFile.yaml({ bands: ['B02'] }) }),
      Scratch.at('/work', Size.gibibytes(5)),
    ],
    resources: {
      cpu: { request: Cpu.units(1), limit: Cpu.units(4) },
      memory: { request: Size.gibibytes(2), limit: Size.gibibytes(8) },
      ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(10) },
      extended: { 'nvidia.com/gpu': 1 },
    },
    sidecars: [
      {
        name: 'cache',
        image: 'registry.example.org/cache:2.1',
        ports: { cache: 8081 },
        health: Health.tcp(),
      },
    ],
    initContainers: [
      { name: 'migrate', image: 'registry.example.org/tiles:1.4.2', command: ['migrate'] },
    ],
    scheduling: {
      nodeSelector: { 'kubernetes.io/arch': 'amd64' },
      tolerations: [{ key: 'dedicated', value: 'imagery', effect: 'NoSchedule' }],
      priorityClassName: 'serving',
      runtimeClassName: 'gvisor',
      spreadOver: ['kubernetes.io/hostname'],
    },
    terminationGracePeriod: Duration.minutes(2),
    serviceAccountName: 'tiles-identity',
    podLabels: { tier: 'serving' },
    podAnnotations: { 'example.org/profile': 'cpu' },
    runAs: { uid: 1500, gid: 1600, reason: 'the image is built for this user' },
    writableRootFilesystem: { reason: 'the image writes beside its code' },
    serviceAccountToken: { reason: 'the program lists the pods of its namespace' },
    port: 8080,
    health: Health.http('/healthz'),
    exposure: Exposure.ingress({ host: 'tiles.example.org', controller: controllers.nginx }),
    replicas: Replicas.auto({ max: 10 }),
    rollout: Rollout.rolling({ maxSurge: 1 }),
    servicePort: 80,
    serviceName: 'tiles-service',
    selector: { app: 'tiles' },
    connectsTo: [{ peer: Peer.cidr('10.20.0.0/16'), ports: [5432] }],
    metrics: { port: 9090, serviceMonitor: {} },
    allowDebug: { reason: 'we are looking for a memory leak' },
    drain: Duration.seconds(15),
    name: 'tile-server',
    namespace: 'serving',
    labels: { team: 'imagery' },
    annotations: { 'example.org/contact': 'imagery team' },
    patches: {
      deployment: { spec: { minReadySeconds: 5 } },
      service: { spec: { sessionAffinity: 'ClientIP' } },
      networkPolicy: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
      podDisruptionBudget: { spec: { maxUnavailable: k8s.IntOrString.fromString('25%') } },
      autoscaler: { spec: { behavior: { scaleUp: { selectPolicy: 'Max' } } } },
      ingress: { metadata: { annotations: { 'example.org/reviewed': 'yes' } } },
    },
  };
}

/** Every prop of a ConfigFileMount. */
export const everyConfigProp: Required<ConfigFileMountProps> = {
  files: {
    '/code/config.yaml': ConfigFile.yaml({ bands: ['B02', 'B03', 'B04'] }),
    '/etc/app/config.yaml': ConfigFile.yaml({
      user: 'eo',
      password: SecretKey.of('db', 'password'),
    }),
    '/etc/app/run.sh': ConfigFile.text('#!/bin/sh\nexec "$@"\n', { mode: 0o555 }),
    '/etc/app/logo.png': ConfigFile.binary(Buffer.from([0x89, 0x50, 0xff])),
    '/etc/app/tokens.json': ConfigFile.json({ token: 'not-a-secret-token' }),
  },
  rollout: 'hashed-name',
  notSecret: { keys: ['token'], reason: 'the token is the one of the examples' },
  name: 'app-config',
  namespace: 'apps',
  labels: { team: 'imagery' },
  annotations: { 'example.org/contact': 'imagery team' },
  patches: { configMap: { metadata: { annotations: { 'example.org/patched': 'yes' } } } },
};

/** Every prop of a NfsVolume. */
export const everyShareProp: Required<NfsVolumeProps> = {
  server: 'nfs.example.org',
  path: '/exports/scenes',
  capacity: Size.tebibytes(10),
  claimRequest: Size.tebibytes(2),
  accessModes: ['ReadOnlyMany'],
  readOnly: true,
  mountOptions: ['hard', 'nfsvers=4.1', 'noatime', 'nconnect=4'],
  owner: { uid: 1500, gid: 1600 },
  name: 'archive',
  namespace: 'archives',
  labels: { team: 'imagery', 'app.kubernetes.io/part-of': 'datacube' },
  annotations: { 'example.org/contact': 'imagery team' },
  volumeName: 'pv-archive',
  claimName: 'pvc-archive',
  keepOnPrune: false,
  patches: {
    persistentVolume: { spec: { mountOptions: ['hard', 'nfsvers=4.2'] } },
    persistentVolumeClaim: { metadata: { annotations: { 'example.org/ticket': '42' } } },
  },
};

/** Every prop of a DynamicVolume. */
export const everyDynamicVolumeProp: Required<DynamicVolumeProps> = {
  size: Size.gibibytes(200),
  storageClassName: 'nfs-csi',
  accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
  owner: { uid: 1500, gid: 1600 },
  name: 'cache',
  namespace: 'caches',
  labels: { team: 'imagery' },
  annotations: { 'example.org/contact': 'imagery team' },
  keepOnPrune: false,
  patches: { persistentVolumeClaim: { spec: { volumeMode: 'Filesystem' } } },
};

/** Every prop of an ExistingClaim. */
export const everyClaimProp: Required<ExistingClaimProps> = {
  claimName: 'team-archive',
  readOnly: true,
  owner: { uid: 1500, gid: 1600 },
};

/** Every prop of an InlineNfsVolume. */
export const everyInlineNfsProp: Required<InlineNfsVolumeProps> = {
  server: 'nfs.example.org',
  path: '/scenes',
  reason: 'the team may not create PersistentVolumes',
  readOnly: true,
  owner: { uid: 1500, gid: 1600 },
};

/** Every prop of an ExternalSecret. */
export const everyExternalSecretProp: Required<ExternalSecretProps> = {
  store: { name: 'vault', kind: 'ClusterSecretStore' },
  data: { username: { key: 'eo/usgs', property: 'user' }, token: { key: 'eo/usgs-token' } },
  refreshInterval: Duration.minutes(10),
  name: 'usgs-login',
  namespace: 'imagery',
  labels: { team: 'imagery' },
  annotations: { 'example.org/contact': 'imagery team' },
};

/** Every prop of a SecretFileMount. */
export const everySecretFileProp: Required<SecretFileMountProps> = {
  files: {
    '/run/secrets/usgs': SecretKey.of('usgs', 'token'),
    '/code/.netrc': SecretKey.of('earthdata-login', 'netrc'),
  },
  mode: 0o400,
  revision: '2026-11-21',
};

const serviceMonitor: Required<ServiceMonitorOptions> = {
  labels: { release: 'prometheus' },
  interval: Duration.seconds(15),
};
/** Every prop of a Metrics. */
export const everyMetricsProp: Required<Metrics> = {
  port: 9090,
  path: '/internal/metrics',
  namespace: 'observability',
  serviceMonitor,
};

/** Every prop of an AutoReplicas. */
export const everyReplicasProp: Required<AutoReplicasOptions> = {
  min: 3,
  max: 30,
  cpuUtilization: 60,
  memoryUtilization: 80,
  podMetrics: { http_requests_per_second: '100', queue_seconds: '500m' },
  scaleDownAfter: Duration.minutes(15),
  scaleUpAfter: Duration.seconds(30),
};

/** Every prop of a RestrictedNamespace. */
export const everyNamespaceProp: Required<RestrictedNamespaceProps> = {
  name: 'eo-staging',
  version: 'v1.27',
};
