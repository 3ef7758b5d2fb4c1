import { directiveLeaves } from './directive-text';
import { flowLeaves } from './flow-text';
import { type Leaf, valueLeaves } from './leaf';
import { dotenvLeaves, iniLeaves } from './line-text';
import { netrcLeaves, pgpassLeaves, userlistLeaves } from './login-text';
import { xmlLeaves } from './xml-text';
import { yamlLeaves } from './yaml-text';

export { type Leaf, valueLeaves } from './leaf';

/** How a configuration file is written. */
export type ConfigFormat =
  | 'yaml'
  | 'json'
  | 'ini'
  | 'dotenv'
  | 'toml'
  | 'python'
  | 'netrc'
  | 'pgpass'
  | 'userlist'
  | 'directives'
  | 'xml';

/**
 * The values of a configuration text and where they stand. It never throws: what does not follow the
 * format is read as far as it goes.
 */
export function leaves(format: ConfigFormat, text: string): Leaf[] {
  return READERS[format](text);
}

/** The format of a file, by its name and, where that says nothing, by its text. */
export function formatOf(fileName: string, text: string): ConfigFormat {
  const name = fileName.toLowerCase().replace(/^.*[\\/]/, '');
  const byName = NAMES.find(([pattern]) => pattern.test(name))?.[1];
  return byName ?? formatOfText(text);
}

const READERS: Readonly<Record<ConfigFormat, (text: string) => Leaf[]>> = {
  yaml: yamlLeaves,
  json: jsonLeaves,
  ini: iniLeaves,
  dotenv: dotenvLeaves,
  toml: (text) => flowLeaves(text.replace(/\r\n?/g, '\n'), 'toml'),
  python: (text) => flowLeaves(text.replace(/\r\n?/g, '\n'), 'python'),
  netrc: netrcLeaves,
  pgpass: pgpassLeaves,
  userlist: userlistLeaves,
  directives: directiveLeaves,
  xml: xmlLeaves,
};

const NAMES: readonly (readonly [RegExp, ConfigFormat])[] = [
  [/\.ya?ml$/, 'yaml'],
  [/\.(json|geojson|jsonl|ndjson|jsonc|ipynb)$/, 'json'],
  [/\.toml$/, 'toml'],
  [/\.pyi?$/, 'python'],
  [/^[._]?netrc$/, 'netrc'],
  [/^\.?pgpass(\.conf)?$/, 'pgpass'],
  [/^userlist\.txt$/, 'userlist'],
  [/^(nginx|redis|valkey|sentinel|httpd|apache2)\.conf$|\.nginx$|\.map$|\.acl$/, 'directives'],
  [/\.(xml|sld|qgs)$/, 'xml'],
  [/(^|\.)env(\.|$)|\.envrc$|\.(sh|bash)$/, 'dotenv'],
  [/\.(ini|cfg|properties|boto)$|^\.?boto$|^\.?pg_service\.conf$/, 'ini'],
];

/** What only nginx, Redis or MapServer begin a line with. */
const DIRECTIVE =
  /^\s*((server|http|events|upstream \S+|location [^={]+) *\{|(requirepass|appendonly|sentinel) \S|MAP$)/;

function formatOfText(text: string): ConfigFormat {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !/^\s*([#;]|$)/.test(line));
  const first = lines[0]?.trim() ?? '';
  if (/^<(\?xml|!--|\w)/.test(first)) return 'xml';
  if (lines.some((line) => DIRECTIVE.test(line))) return 'directives';
  if (/^machine\s+\S+(\s+login\s|\s*$)/.test(first)) return 'netrc';
  if (lines.some((line) => /^\[[^\][{"',]+\]\s*$/.test(line))) return 'ini';
  if (/^[{[]/.test(first)) return 'json';
  if (lines.some((line) => /^(import|from)\s+\w+|^\w+ = [{[(]$/.test(line))) return 'python';
  const isYaml = (line: string) => /^(---|\s*(- )*["']?[\w.\-/ ]+["']?:(\s|$))/.test(line);
  if (lines.some(isYaml) && !lines.some((line) => /^\w+\s*=/.test(line))) return 'yaml';
  return lines.some((line) => /^export\s+\w+=/.test(line)) ? 'dotenv' : 'ini';
}

function jsonLeaves(text: string): Leaf[] {
  try {
    return valueLeaves(JSON.parse(text));
  } catch {
    return flowLeaves(text.replace(/\r\n?/g, '\n'), 'json');
  }
}
