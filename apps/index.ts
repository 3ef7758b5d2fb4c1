export { Agricarta, type AgricartaProps } from './agricarta/chart';
export {
  type Bands,
  type LogLevel,
  type PreprocessingConfig,
  type Product,
  preprocessing,
  type Resampling,
  type SpeckleFilter,
} from './agricarta/preprocessing';
export {
  Datacube,
  type DatacubeProps,
  type IndexOptions,
  type OwsOptions,
} from './datacube/chart';
export type { DatacubeCommands } from './datacube/commands';
export type { OdcRelease } from './datacube/database';
export type { Generation, GenerationOptions, GenerationQueue } from './datacube/generation';
export type { DatacubeImages } from './datacube/images';
export { owsConfiguration } from './datacube/ows-configuration';
export {
  fiji2019,
  type GeomedianItem,
  landsat8,
  type Measurement,
  type ProductDefinition,
} from './datacube/products';
export type { DatacubeServiceOptions } from './datacube/services';
export {
  type CertificateIssuer,
  type ClusterIngress,
  type DaskServer,
  Environment,
  type EnvironmentProps,
  type IngressRoute,
  type NfsExport,
  type ObjectStore,
  type PostgresServer,
  type ServerLocation,
} from './environments';
export { EnvironmentNamespace } from './namespace/chart';
export { type System, systems } from './systems';
