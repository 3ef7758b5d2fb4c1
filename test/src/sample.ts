import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { System } from '../../src/build-systems';

/** A small environment for tests of the toolchain. */
export interface SampleEnvironment {
  readonly name: string;
  readonly namespace: string;
  readonly createNamespace: boolean;
  readonly kubernetes?: '1.27' | '1.36';
}

export const production = { name: 'production', namespace: 'eo', createNamespace: false };
export const local = { name: 'local', namespace: 'default', createNamespace: false };

/** A system of one chart, in the environment's namespace, with what `fill` puts into it. */
export function system(
  name: string,
  fill: (chart: Chart, environment: SampleEnvironment) => void = (chart) => configMap(chart, name),
): System<SampleEnvironment> {
  return {
    name,
    build(app: Construct, environment: SampleEnvironment) {
      const chart = new Chart(app, name, { namespace: environment.namespace });
      fill(chart, environment);
      return chart;
    },
  };
}

export function configMap(
  scope: Construct,
  name: string,
  data: Record<string, unknown> = { name },
): ApiObject {
  return object(scope, 'v1', 'ConfigMap', name, { data });
}

export function object(
  scope: Construct,
  apiVersion: string,
  kind: string,
  name: string,
  fields: Record<string, unknown> = {},
): ApiObject {
  return new ApiObject(scope, `${kind}-${name}`, {
    apiVersion,
    kind,
    metadata: { name },
    ...fields,
  });
}
