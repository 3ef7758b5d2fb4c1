import { type Container, containersOf, type Pod } from '../../../pods';
import { below, listAt, numberAt, textAt } from '../../../read';
import { wordsOf } from './words';

/** A setting that names another program, and holds an address of the pod itself. */
export interface LocalDestination {
  readonly container: Container;

  /** Path of the variable's value or of the argument. */
  readonly path: string;

  /** The address alone, without what else is in a URL. */
  readonly host: string;

  readonly port: number;

  /** Path of the setting that holds the port, where it does not stand behind the address. */
  readonly portPath: string | undefined;
}

/** The settings of a pod that say to reach another program within the pod itself. */
export function localDestinations(pod: Pod): LocalDestination[] {
  // In the network of its node a pod may reach whatever runs there.
  if (pod.spec.hostNetwork === true) return [];
  const containers = containersOf(pod).filter(({ init }) => !init);
  const settings = containers.flatMap((container) => settingsOf(container));
  const found = settings.flatMap((setting) => destinationOf(setting, settings));
  if (found.length === 0) return [];
  const places = new Set(found.flatMap(({ path, portPath }) => [path, portPath]));
  const others = settings.filter(({ path }) => !places.has(path));
  return found.filter(
    (destination) =>
      !mayListen(destination, containers) &&
      !others.some(({ value }) => mentions(value, destination.port)),
  );
}

/** A variable, an option with its value, or a word without a name. */
interface Setting {
  readonly container: Container;
  readonly path: string;

  /** Its name; the empty text where it has none. */
  readonly name: string;
  readonly value: string;
}

function settingsOf(container: Container): Setting[] {
  const variables = listAt(container.spec, 'env').flatMap((variable, index): Setting[] => {
    const value = textAt(variable, 'value');
    const path = `${below(`${container.path}.env`, index)}.value`;
    const name = textAt(variable, 'name') ?? '';
    return value === undefined ? [] : [{ container, path, name, value }];
  });
  const words = wordsOf(container);
  const options = words.map(({ text, path }, index): Setting => {
    const [, name, value] = /^-{1,2}([A-Za-z][\w.-]*)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined) return { container, path, name, value: value ?? '' };
    const before = /^-{1,2}([A-Za-z][\w.-]*)$/.exec(words[index - 1]?.text ?? '')?.[1];
    return { container, path, name: before ?? '', value: text };
  });
  return [...variables, ...options];
}

/** `dbHost`, `DB_HOST` and `db-host` are the words db and host. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^pg(host|port)$/, 'pg $1')
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

const LOCAL =
  /^(?:[a-z][a-z\d+.-]*:\/\/(?:[^@/\s]*@)?)?(0\.0\.0\.0|localhost|127(?:\.\d{1,3}){3}|\[::1?\])(?::(\d{1,5}))?(?:[/?].*)?$/i;

function destinationOf(setting: Setting, all: readonly Setting[]): LocalDestination[] {
  const { container, path, name, value } = setting;
  const [, host, given] = LOCAL.exec(value) ?? [];
  if (host === undefined || !isDestination(wordsIn(name))) return [];
  const beside = given === undefined ? portBeside(setting, all) : undefined;
  const port = Number(given ?? beside?.value);
  if (!(port > 0 && port <= 65535)) return [];
  return [{ container, path, host, port, portPath: beside?.path }];
}

/** The port of `DB_HOST` where it stands by itself in `DB_PORT`. */
function portBeside({ container, name }: Setting, all: readonly Setting[]): Setting | undefined {
  const port = [...wordsIn(name).slice(0, -1), 'port'].join(' ');
  return all.find((one) => one.container === container && wordsIn(one.name).join(' ') === port);
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Programs that others are told the address of. */
const PROGRAMS = set(`
  amqp broker celery clickhouse dask database db elasticsearch emulator influxdb kafka ldap mail mariadb
  memcache memcached minio mongo mongodb mysql nats opensearch pg postgis postgres postgresql rabbit
  rabbitmq redis s3 scheduler smtp solr valkey
`);

/** Last words of names that say where something is. */
const PLACES = set(`
  addr address broker dsn endpoint endpoints host hostname hosts server servers uri url urls
`);

/** Words that make it a program's own address, on which it listens or which it tells others. */
const OWN = set(`
  advertise advertised admin announce announced bind callback console dashboard debug expose exporter
  external health healthz interface listen listener listeners metrics node pprof probe prometheus
  public redirect
`);

function isDestination(words: readonly string[]): boolean {
  return (
    PLACES.has(words.at(-1) ?? '') &&
    words.some((word) => PROGRAMS.has(word)) &&
    !words.some((word, at) => OWN.has(word) || (word === 'server' && at < words.length - 1))
  );
}

/** Whether something in the pod listens there, or says too little of itself to know. */
function mayListen(
  { container, port }: LocalDestination,
  containers: readonly Container[],
): boolean {
  return containers.some(({ spec, path }) => {
    const ports = listAt(spec, 'ports');
    const isSilent = ports.length === 0 && path !== container.path;
    return isSilent || ports.some((item) => numberAt(item, 'containerPort') === port);
  });
}

/** Whether a value has the port in it, and not that of another host: a container may listen there. */
function mentions(value: string, port: number): boolean {
  return [...value.matchAll(/(?:([\w.-]+):)?(\d+)/g)].some(
    ([, host, digits]) =>
      Number(digits) === port && !(host && /^(?!tcp$|localhost$)[a-z]/i.test(host)),
  );
}
