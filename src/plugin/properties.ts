import { nearest } from '../../constructs/rules/nearest';
import { isMap } from '../../constructs/rules/objects';
import { type CheckOptions, KUBERNETES_VERSIONS } from '../checks';

/** The `properties` of the plugin in cdk8s.yaml. */
export interface ChecksProperties extends Omit<CheckOptions, 'definitions'> {
  /**
   * Files with CustomResourceDefinitions, or folders of such files, from the folder of cdk8s.yaml.
   *
   * @default - none
   */
  readonly crds?: string | readonly string[];

  /**
   * Whether warnings fail the synthesis too.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/** One property that cannot be used. */
export interface WrongProperty {
  readonly property: string;

  /** What must hold, and what was given instead. */
  readonly message: string;

  readonly fix: string;
}

/** The properties, as far as they can be used. */
export interface Settings extends Omit<CheckOptions, 'definitions'> {
  readonly crds: readonly string[];

  readonly strict: boolean;

  readonly wrong: readonly WrongProperty[];
}

/** The names of the properties. */
export const NAMES = ['kubernetes', 'podSecurity', 'crds', 'strict', 'ownRules'];

const LEVELS = ['restricted', 'baseline', 'off'] as const;

/** Reads what stands in cdk8s.yaml, which may be anything. */
export function readProperties(given: unknown): Settings {
  const properties = isMap(given) ? given : {};
  const wrong: WrongProperty[] = isMap(given)
    ? unknownNames(properties)
    : [refused('properties', 'a map', given)];

  function read<Value>(
    property: string,
    rule: string,
    parse: (value: unknown) => Value | undefined,
  ): Value | undefined {
    const value = properties[property];
    if (value === undefined) return undefined;
    const parsed = parse(value);
    if (parsed === undefined) wrong.push(refused(property, rule, value));
    return parsed;
  }

  return {
    // Without quotes a version is a number in YAML.
    kubernetes: read('kubernetes', oneOf(KUBERNETES_VERSIONS), (value) =>
      KUBERNETES_VERSIONS.find((version) => version === String(value)),
    ),
    podSecurity: read('podSecurity', oneOf(LEVELS), (value) =>
      LEVELS.find((level) => level === value),
    ),
    crds: read('crds', 'a path or a list of paths', paths) ?? [],
    strict: read('strict', oneOf(['true', 'false']), flag) ?? false,
    ownRules: read('ownRules', oneOf(['true', 'false']), flag),
    wrong,
  };
}

function unknownNames(properties: Record<string, unknown>): WrongProperty[] {
  return Object.keys(properties)
    .filter((name) => !NAMES.includes(name))
    .map((property) => {
      const near = nearest(property, NAMES);
      return {
        property,
        message: `there is no property '${property}'; the properties are ${NAMES.join(', ')}`,
        fix: near === undefined ? 'remove it' : `write ${near}`,
      };
    });
}

function refused(property: string, rule: string, value: unknown): WrongProperty {
  return {
    property,
    message: `${property} must be ${rule}, got ${JSON.stringify(value)}`,
    fix: 'change it in cdk8s.yaml',
  };
}

function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function paths(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = list.filter((item) => typeof item === 'string');
  return found.length === list.length ? found : undefined;
}
