import { type RedisServer, redisServerOf } from '../references/lookup/redis';
import type { Rule } from '../rule';

const server = (container: string, volumes = '') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: redis, namespace: eo }
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:7.2.5
${container}${volumes}`;

/** Nobody reads or changes what is in a Redis who only reaches it. */
export const redisWithoutPassword: Rule = {
  name: 'redis-without-password',
  severity: 'warning',
  summary: 'A Redis demands a password: it has requirepass, an aclfile or users.',
  why: 'everybody whom the network lets through reads, changes and deletes what is in it',
  examples: {
    good: server(
      `          command: [sh, -c, 'exec redis-server --requirepass "$(cat /secrets/redis/password)"']
          volumeMounts: [{ name: login, mountPath: /secrets/redis, readOnly: true }]
`,
      '      volumes: [{ name: login, secret: { secretName: redis-login, optional: true } }]\n',
    ),
    bad: server('          args: [redis-server, --save, "60 1000"]\n'),
  },
  *check(inventory) {
    for (const container of inventory.containers) {
      if (container.init || !container.pod.lasting) continue;
      const found = redisServerOf(inventory, container);
      if (found === undefined || demandsPassword(found) !== false) continue;
      yield {
        object: container.pod.object,
        path: found.path,
        message: `${found.path} starts a Redis that demands no password`,
        fix: 'give it requirepass or an aclfile, with the password from a Secret',
      };
    }
  },
};

/** Whether a server demands one; `undefined` where that cannot be seen, or nobody else reaches it. */
function demandsPassword(server: RedisServer): boolean | undefined {
  const { line, config, variables, byVariables } = server;
  if (config === undefined || /^\s*include\s/im.test(config)) return undefined;
  if (CONFIGURED.test(config)) return true;
  if (LOCAL.test(line) || LOCAL.test(config)) return undefined;
  const names = line.match(/\b[A-Z_]*PASS(?:WORD|WD)?(?:_[A-Z_]*)?\b/g) ?? [];
  const asked = byVariables ? [...names, ...BITNAMI] : names;
  if (asked.length === 0) return OPTIONS.test(line);
  if (variables === undefined) return undefined;
  return asked.some((name) => variables.has(name) || line.includes(`${name}=`));
}

/** Options of the command line, or lines that a script writes. */
const OPTIONS = /--(requirepass|aclfile|user)[\s=]+["']?[^\s"']|\brequirepass\s+\S/i;

/** Lines of a configuration file. */
const CONFIGURED = /^\s*(requirepass\s+(?!""|'')\S|aclfile\s+(?!""|'')\S|user\s+\S+\s)/im;

/** A server that only the containers of its own pod reach. */
const LOCAL =
  /(?:^\s*|--)(?:port[\s=]+["']?0\b|bind[\s=]+["']?(?:[ \t]*-?(?:127\.0\.0\.1|::1|localhost))+["']?\s*(?:$|--))/im;

/** The variables by which Bitnami's images are told a password. */
const BITNAMI = [
  'REDIS_PASSWORD',
  'REDIS_PASSWORD_FILE',
  'VALKEY_PASSWORD',
  'VALKEY_PASSWORD_FILE',
];
