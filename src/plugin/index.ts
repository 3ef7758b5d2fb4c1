export type {
  ValidationContext,
  ValidationReport,
  ValidationViolation,
  ViolatingResource,
} from './cdk8s-cli';
export { Checks } from './checks';
export type { ChecksProperties } from './properties';
