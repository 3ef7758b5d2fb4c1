import { type ParseArgsConfig, parseArgs, types } from 'node:util';
import { nearest } from '../../constructs/rules/nearest';
import { type CheckOptions, KUBERNETES_VERSIONS, type KubernetesVersion, NEWEST } from '../checks';
import { Problem } from '../problem';
import { STDIN } from '../reading/input';

/** What both commands are told. */
interface Common {
  readonly kubernetes: KubernetesVersion;

  /** Files and folders with definitions of custom resources. */
  readonly crds: readonly string[];
  readonly colour: boolean;
}

/** What the command line asks for. */
export type Wanted =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | (Common & {
      readonly command: 'check';
      readonly files: readonly string[];
      readonly format: 'text' | 'json' | 'sarif';
      readonly strict: boolean;
      readonly quiet: boolean;
      readonly options: Pick<CheckOptions, 'podSecurity' | 'ownRules'>;
    })
  | (Common & {
      readonly command: 'diff';
      readonly before: string;
      readonly after: string;
      readonly format: 'text' | 'json';
    });

const common = {
  crds: { type: 'string', multiple: true },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  kubernetes: { type: 'string' },
  'no-color': { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

const forCheck = {
  ...common,
  'no-own-rules': { type: 'boolean' },
  'pod-security': { type: 'string' },
  quiet: { type: 'boolean' },
  strict: { type: 'boolean' },
} as const;

const COMMANDS = ['check', 'diff'];
const LEVELS = ['restricted', 'baseline', 'off'] as const;

/**
 * Reads the command line.
 *
 * @throws a `Problem` at what it does not know, with the nearest that it does
 */
export function parseArguments(args: readonly string[]): Wanted {
  const [command = '', ...rest] = args;
  if (command === 'check') return parseCheck(rest);
  if (command === 'diff') return parseDiff(rest);
  if (command === '') throw new Problem(`say what to do: check or diff; ${HINT}`);
  if (command.startsWith('-')) {
    const { values } = parse(args, common);
    if (values.help) return { command: 'help' };
    if (values.version) return { command: 'version' };
  }
  const near = nearest(command, COMMANDS);
  throw new Problem(
    `there is no command '${command}'${near ? `; did you mean ${near}?` : `; ${HINT}`}`,
  );
}

const HINT = 'npx cdk8s-eo --help tells more';

function parseCheck(args: readonly string[]): Wanted {
  const { values, positionals } = parse(args, forCheck);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (positionals.length === 0) {
    throw new Problem('name the files or folders to check, or - for standard input');
  }
  const level = values['pod-security'];
  return {
    command: 'check',
    files: positionals,
    format: oneOf('--format', ['text', 'json', 'sarif'], values.format ?? 'text'),
    strict: values.strict ?? false,
    quiet: values.quiet ?? false,
    options: {
      podSecurity: level === undefined ? undefined : oneOf('--pod-security', LEVELS, level),
      ownRules: !values['no-own-rules'],
    },
    ...commonOf(values),
  };
}

function parseDiff(args: readonly string[]): Wanted {
  const { values, positionals } = parse(args, common);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Problem(
      `name two files or folders, the old and the new one; there are ${positionals.length}`,
    );
  }
  if (before === STDIN && after === STDIN) throw new Problem('only one side can be standard input');
  const format = oneOf('--format', ['text', 'json'], values.format ?? 'text');
  return { command: 'diff', before, after, format, ...commonOf(values) };
}

function commonOf(values: {
  readonly kubernetes?: string;
  readonly crds?: readonly string[];
  readonly 'no-color'?: boolean;
}): Common {
  const crds = values.crds ?? [];
  if (crds.includes(STDIN)) throw new Problem('--crds needs a file or folder');
  return {
    kubernetes: oneOf('--kubernetes', KUBERNETES_VERSIONS, values.kubernetes ?? NEWEST),
    crds,
    colour: !values['no-color'],
  };
}

function oneOf<Value extends string>(
  option: string,
  known: readonly Value[],
  given: string,
): Value {
  const found = known.find((value) => value === given);
  if (found !== undefined) return found;
  const last = known.at(-1);
  throw new Problem(
    `${option} must be ${known.slice(0, -1).join(', ')} or ${last}, got '${given}'`,
  );
}

function parse<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  const config = { args: [...args], options, allowPositionals: true } as const;
  for (const token of parseArgs({ ...config, strict: false, tokens: true }).tokens) {
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      throw new Problem(unknownOption(token.rawName, Object.keys(options)));
    }
  }
  try {
    return parseArgs({ ...config, strict: true });
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error)) throw error;
    throw new Problem(`${error.message.split(/[.\n]/)[0]}; ${HINT}`);
  }
}

function unknownOption(name: string, known: readonly string[]): string {
  const plain = name.replace(/^-+/, '');
  if (Object.hasOwn(forCheck, plain)) return `${name} is an option of check alone`;
  const near = nearest(plain, known);
  return `there is no option ${name}; ${near ? `did you mean --${near}?` : HINT}`;
}
