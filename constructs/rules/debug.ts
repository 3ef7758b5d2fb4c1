/** Variables that start a debug server, or one that starts itself again, whatever the program. */
const VARIABLES = [
  'DJANGO_DEBUG',
  'FLASK_DEBUG',
  'FLASK_RUN_DEBUGGER',
  'FLASK_RUN_RELOAD',
  'QUART_DEBUG',
  'UVICORN_RELOAD',
];
const OPTIONS = ['--debug', '--debugger', '--reload'];

/**
 * What would start a debug server, on which anybody who reaches it can run code.
 *
 * @param env the variables; what is no text does not count
 * @param words the command and its arguments
 * @returns the variable as `env.NAME`, or the argument; undefined where there is none
 */
export function debugSetting(
  env: Readonly<Record<string, unknown>>,
  words: readonly string[],
): string | undefined {
  return debugVariable(env) ?? debugOption(words) ?? debugInScripts(words);
}

/** Programs that serve Python applications, and know the options. */
const SERVERS =
  /^(django-admin|fastapi|flask|gunicorn|hypercorn|manage\.py|quart|sanic|starlette|uvicorn|werkzeug)$/;

/**
 * Whether the words run a program that serves Python applications, also in the script of a shell: to
 * others, options such as `--debug` often mean no more than a longer log.
 */
export function runsPythonServer(words: readonly string[]): boolean {
  return [...words, ...scriptWords(words)].some((word) =>
    SERVERS.test(word.slice(word.lastIndexOf('/') + 1)),
  );
}

function debugVariable(env: Readonly<Record<string, unknown>>): string | undefined {
  const variable = VARIABLES.find((name) => !isOff(env[name]));
  if (variable) return `env.${variable}`;
  // Other programs take this one for a list of what to log.
  if (/^(1|on|t|true|y|yes)$/i.test(textOf(env.DEBUG))) return 'env.DEBUG';
  return /^development$/i.test(textOf(env.FLASK_ENV)) ? 'env.FLASK_ENV' : undefined;
}

function isOff(value: unknown): boolean {
  return /^(0|false|no|off)?$/i.test(textOf(value).trim());
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function debugOption(words: readonly string[]): string | undefined {
  return words.find((word) => OPTIONS.includes(word));
}

/** What would start one in the script of a shell, as in `sh -c 'FLASK_DEBUG=1 flask run'`. */
function debugInScripts(words: readonly string[]): string | undefined {
  const inside = scriptWords(words);
  const settings = [...words, ...inside].flatMap((word) => [...word.matchAll(/^(\w+)=(.*)$/g)]);
  const env = Object.fromEntries(settings.map(([, name = '', value]) => [name, value]));
  return debugVariable(env) ?? debugOption(inside);
}

function scriptWords(words: readonly string[]): string[] {
  const scripts = words.filter((_, index) => /^-\w*c$/.test(words[index - 1] ?? ''));
  return scripts.flatMap((script) => script.split(/[\s;&|()"'`]+/));
}
