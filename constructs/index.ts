export type { AccessMode } from './access-modes';
export { ClaimedVolume, type ExistingSubPath, type MountAtOptions } from './claimed-volume';
export {
  ConfigFile,
  type ConfigFileOptions,
  type ConfigScalar,
} from './config/config-file';
export {
  ConfigFileMount,
  type ConfigFileMountProps,
  type ConfigRollout,
  type NotSecret,
} from './config-file-mount';
export { DynamicVolume, type DynamicVolumeProps } from './dynamic-volume';
export { ExistingClaim, type ExistingClaimProps } from './existing-claim';
export {
  type ClusterIpOptions,
  Exposure,
  type GatewayOptions,
  type IngressController,
  type IngressOptions,
  type IngressTls,
  type LoadBalancerOptions,
  type NodePortOptions,
  type RouteOptions,
} from './exposure/exposure';
export { ExternalSecret, type ExternalSecretProps, type RemoteKey } from './external-secret';
export { type GdalOptions, gdalEnvironment } from './gdal';
export {
  GeoApiService,
  type GeoApiServicePatches,
  type GeoApiServiceProps,
} from './geo-api-service';
export type { ObjectProps } from './identity';
export { InlineNfsVolume, type InlineNfsVolumeProps } from './inline-nfs-volume';
export type { DeepPartial } from './manifest';
export type { Metrics, ServiceMonitorOptions } from './metrics';
export { type Connectable, type Connection, Peer, type UdpPort } from './network';
export { NfsVolume, type NfsVolumeProps } from './nfs-volume';
export type { ContainerProps, ExtraContainerProps, ImagePullPolicy } from './pod/container';
export { EnvFrom, type EnvFromOptions, EnvSource, type EnvValue } from './pod/env';
export type { Exception, Reason } from './pod/exceptions';
export {
  type CommandHealthOptions,
  Health,
  type HealthOptions,
  type HttpHealthOptions,
} from './pod/health';
export type { Mount, MountUser, Owner } from './pod/mount';
export type { PodProps } from './pod/pod';
export type { Amounts, Resources } from './pod/resources';
export type { Scheduling, Toleration } from './pod/scheduling';
export { Scratch } from './pod/scratch';
export type { SecurityProps } from './pod/security';
export { type AutoReplicasOptions, Replicas } from './replicas';
export { RestrictedNamespace, type RestrictedNamespaceProps } from './restricted-namespace';
export { type RollingOptions, Rollout } from './rollout';
export { SecretFileMount, type SecretFileMountProps } from './secret-file-mount';
export { SecretKey } from './secret-key';
export { type FlaskOptions, type GunicornOptions, Server, type UvicornOptions } from './server';
