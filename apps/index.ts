export { Agricarta, type AgricartaProps } from './agricarta/chart';
export { type PreprocessingConfig, preprocessing } from './agricarta/preprocessing';
export { Environment, type EnvironmentProps, type NfsExport } from './environments';
export { EnvironmentNamespace } from './namespace/chart';
export { type System, systems } from './systems';
