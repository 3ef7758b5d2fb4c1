import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../constructs/rules/nearest';
import type { Arguments } from './arguments';
import type { Part } from './manifest-file';
import { isForPeople, Problem } from './problem';
import type { Registry } from './synthesize';

/** What an environment must have for the synthesis itself, whatever the systems need. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly createNamespace: boolean;
}

/** The systems and environments that the command line names; all where it names none. */
export function select<E extends Environment>(
  { systems, environments }: Registry<E>,
  wanted: Pick<Arguments, 'systems' | 'environments'>,
): Registry<E> {
  return {
    systems: wanted.systems.length > 0 ? pick('system', systems, wanted.systems) : systems,
    environments:
      wanted.environments.length > 0
        ? [
            ...pick(
              'environment',
              environments,
              wanted.environments.filter((name) => !isFile(name)),
            ),
            ...wanted.environments.filter(isFile).map((file) => load(file, environments)),
          ]
        : environments,
  };
}

/** The part of all files that a selection makes, and from which it may remove others. */
export function partOf<E extends Environment>(
  { systems, environments }: Registry<E>,
  wanted: Pick<Arguments, 'systems' | 'environments'>,
): Part {
  return {
    systems: wanted.systems.length > 0 ? systems.map(({ name }) => name) : undefined,
    environments: wanted.environments.length > 0 ? environments.map(({ name }) => name) : undefined,
  };
}

/** Whether an environment is given by its file, not by its name. */
export function isFile(environment: string): boolean {
  return /[/\\]|\.c?[jt]s$/.test(environment);
}

function pick<Item extends { readonly name: string }>(
  what: string,
  all: readonly Item[],
  names: readonly string[],
): readonly Item[] {
  const known = all.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, known);
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    const file =
      what === 'environment' ? ', and a file is given by its path, as ./my-cluster.ts' : '';
    throw new Problem(
      `there is no ${what} '${unknown}'${hint || `; the ${what}s are ${known.join(', ')}${file}`}`,
    );
  }
  return all.filter(({ name }) => names.includes(name));
}

function load<E extends Environment>(file: string, own: readonly E[]): E {
  const path = resolve(file);
  if (!existsSync(path)) throw new Problem(`environment file ${file}: there is no file ${path}`);
  const environment = defaultExport<E>(file, path);
  if (
    typeof environment?.name !== 'string' ||
    typeof environment.namespace !== 'string' ||
    typeof environment.createNamespace !== 'boolean'
  ) {
    throw new Problem(
      `environment file ${file}: its default export must be an environment, ` +
        "as in new Environment({ name: 'my-cluster', namespace: 'eo' })",
    );
  }
  if (own.some(({ name }) => name === environment.name)) {
    throw new Problem(
      `environment file ${file}: there is an environment '${environment.name}' already; ` +
        'give this one another name',
    );
  }
  return environment;
}

function defaultExport<E extends Environment>(file: string, path: string): E | undefined {
  try {
    const exported: (E & { readonly default?: E }) | undefined = require(path);
    return exported?.default ?? exported;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    const [message] = error.message.split('\n');
    throw new Problem(`environment file ${file}: ${message}`);
  }
}
