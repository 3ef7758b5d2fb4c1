import { parseArgs, types } from 'node:util';
import { Problem } from './problem';

export const HELP = `Synthesizes every system for every environment into DIR/ENVIRONMENT/SYSTEM.k8s.yaml.

  npm run synth -- [options]

  --environment NAME|FILE  only this environment; a FILE (./my-cluster.ts or .js) exports one as its
                           default. Can be repeated.
  --system NAME            only this system. Can be repeated.
  --output DIR             the folder to write to, instead of dist. Give the environment of a FILE a
                           folder of its own: a build without options removes from its folder what
                           it does not make.
  --no-type-check          do not check the types of the TypeScript code
  --help                   show this text

Nothing is written unless everything is right, and files that did not change are not touched.
`;

/** What the command line asks for. */
export interface Arguments {
  /** Names and files of environments; none means all. */
  readonly environments: readonly string[];
  /** Names of systems; none means all. */
  readonly systems: readonly string[];
  readonly output: string;
  readonly typeCheck: boolean;
  readonly help: boolean;
}

const options = {
  environment: { type: 'string', multiple: true, default: [] as string[] },
  system: { type: 'string', multiple: true, default: [] as string[] },
  output: { type: 'string' },
  'no-type-check': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @param outdir the output folder where the command line names none, as cdk8s-cli gives it
 *   @default 'dist'
 * @throws a `Problem` at what it does not know
 */
export function parseArguments(args: readonly string[], outdir?: string): Arguments {
  const { values } = parse(args);
  if (values.output === '') throw new Problem('--output needs the name of a folder');
  return {
    environments: values.environment,
    systems: values.system,
    output: values.output ?? (outdir || 'dist'),
    typeCheck: !values['no-type-check'],
    help: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error)) throw error;
    const [what] = error.message.split(/[.\n]/);
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new Problem(`${what}; the options are ${known.join(', ')}, after 'npm run synth --'`);
  }
}
