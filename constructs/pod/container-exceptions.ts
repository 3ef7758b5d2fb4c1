import type { Construct } from 'constructs';
import { SecretKey } from '../secret-key';
import type { ExtraContainerProps } from './container';
import type { Exception } from './exceptions';
import { resourceExceptions } from './resources';

/**
 * What a container is an exception from.
 *
 * @param prop how errors call the container's props, for example `sidecars[0].`
 * @throws where a reason is missing or says nothing
 */
export function containerExceptions(
  construct: Construct,
  prop: string,
  spec: ExtraContainerProps,
): Exception[] {
  return [
    ...pullExceptions(spec),
    ...resourceExceptions(construct, `${prop}resources`, spec.resources),
    ...secretExceptions(spec),
    ...(spec.mounts ?? []).flatMap(({ exceptions = [] }) => exceptions),
  ];
}

function pullExceptions({ imagePullPolicy = 'Always' }: ExtraContainerProps): Exception[] {
  if (imagePullPolicy === 'Always') return [];
  return [
    {
      name: 'image-pull-policy',
      reason: 'the environment starts pods from images that the node already has',
      checks: ['container-image-pull-policy'],
    },
  ];
}

/** Who writes a reference into the environment has chosen that, as many programs read nothing else. */
function secretExceptions({ name, env = {}, envFrom = [] }: ExtraContainerProps): Exception[] {
  const variables = Object.entries(env).filter(([, value]) => value instanceof SecretKey);
  const whole = envFrom.filter(({ type }) => type === 'secret');
  const taken = [...variables.map(([key]) => key), ...whole.map((from) => `all of ${from.name}`)];
  if (taken.length === 0) return [];
  return [
    {
      name: 'secret-in-environment',
      reason: `the program in ${name} takes secrets from its environment: ${taken.join(', ')}`,
      checks: [],
    },
  ];
}
