export type { AccessMode } from './access-modes';
export type { BatchPatches } from './batch/batch-workload';
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
export { connectionBudget, type DatabaseUser } from './connection-budget';
export {
  Dask,
  type DaskAutoscale,
  type DaskDeploymentOptions,
  type DaskDeploymentPatches,
  type DaskOperatorOptions,
  type DaskOperatorPatches,
  type ExternalDaskOptions,
} from './dask';
export type { DaskWorkers, DaskWorkersPatches } from './dask/groups';
export type { DaskClusterOptions, DaskMetrics, DaskSchedulerOptions } from './dask/options';
export type { DaskScheduler } from './dask/scheduler';
export { DaskWorkerJob, type DaskWorkerJobProps } from './dask-worker-job';
export {
  Database,
  type DatabaseTls,
  type DatabaseVariables,
  type ExternalDatabaseOptions,
} from './database';
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
export { JobQueue, type JobQueueOptions, type WorkItem } from './job-queue';
export { Keda, type ScaledJobOptions } from './keda';
export type { DeepPartial } from './manifest';
export type { Metrics, ServiceMonitorOptions } from './metrics';
export { type Client, type Connectable, type Connection, Peer, type UdpPort } from './network';
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
export {
  type PostgisPodProps,
  PostgisServer,
  type PostgisServerPatches,
  type PostgisServerProps,
} from './postgis-server';
export { type ItemListOptions, WorkItemList } from './queue/item-list';
export type { RedisJobQueuePatches } from './queue/patches';
export type { QueuePodProps } from './queue/props';
export type { ReaperOptions } from './queue/reaper';
export {
  type ExternalRedisOptions,
  type OwnRedisOptions,
  Redis,
  type RedisMetrics,
  type RedisTls,
} from './queue/redis';
export { RedisAuth, type RedisPasswordOptions } from './queue/redis-auth';
export { type ItemRunnerOptions, Worker } from './queue/worker';
export {
  QueueWorkerJob,
  type QueueWorkerJobPatches,
  type QueueWorkerJobProps,
} from './queue-worker-job';
export { RedisJobQueue, type RedisJobQueueProps } from './redis-job-queue';
export { type AutoReplicasOptions, mostPods, Replicas } from './replicas';
export { RestrictedNamespace, type RestrictedNamespaceProps } from './restricted-namespace';
export { type RollingOptions, Rollout, surgePods } from './rollout';
export {
  type ConcurrencyPolicy,
  type CronJobOptions,
  type JobLimits,
  type JobOptions,
  Run,
  type TtlAfterFinished,
} from './run';
export {
  type AwsS3Options,
  S3Credentials,
  S3Endpoint,
  type S3EndpointOptions,
  type S3Keys,
} from './s3-endpoint';
export { SecretFileMount, type SecretFileMountProps } from './secret-file-mount';
export { SecretKey } from './secret-key';
export { type FlaskOptions, type GunicornOptions, Server, type UvicornOptions } from './server';
export { TaskJob, type TaskJobPatches, type TaskJobProps } from './task-job';
export { WorkItems, type WorkItemsPatches, type WorkItemsProps } from './work-items';
