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
  type ClusterIngress,
  Environment,
  type EnvironmentProps,
  type NfsExport,
} from './environments';
export { EnvironmentNamespace } from './namespace/chart';
export { type System, systems } from './systems';
