import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { RestrictedNamespace } from '../../constructs';
import type { Environment } from '../environments';

/** The namespace of an environment, where the environment asks for it. */
export class EnvironmentNamespace extends Chart {
  constructor(scope: Construct, id: string, { namespace }: Environment) {
    super(scope, id);
    new RestrictedNamespace(this, namespace);
  }
}
