import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { EnvFrom, EnvSource, Health, Scratch, SecretKey, Server } from '../../../../constructs';
import { untyped } from '../errors';
import { api, config, share } from '../samples';
import { FLASK, PROXY, REASON, type Row, sidecar, TEXT, tiles } from './row';
import {
  ABSOLUTE_PATH,
  CONFIG_KEY,
  IMAGE,
  LABEL,
  MOUNT_PATH,
  PORT_NAME,
  SUBDOMAIN,
  URL_PATH,
  VARIABLE,
} from './rules';

/** What a container runs. */
export const containers: readonly Row[] = [
  [
    'an image without a tag',
    tiles({ image: 'registry.example.org/tiles' }),
    "GeoApiService 'system/tiles': image must have a tag or a digest, got 'registry.example.org/tiles'; add the version, as in 'registry.example.org/tiles:1.2.3'",
  ],
  [
    'an image of the latest version',
    tiles({ image: 'tiles:latest' }),
    "GeoApiService 'system/tiles': image must have a fixed tag or a digest, not the tag 'latest', got 'tiles:latest'; write the version, as in 'tiles:1.2.3'",
  ],
  [
    'an image with capitals',
    tiles({ image: 'registry.example.org/EO/Tiles:1.0' }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got 'registry.example.org/EO/Tiles:1.0'; write 'registry.example.org/eo/tiles:1.0'`,
  ],
  [
    'an image as a URL',
    tiles({ image: 'https://registry.example.org/tiles:1.0' }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got 'https://registry.example.org/tiles:1.0'; write 'registry.example.org/tiles:1.0'`,
  ],
  [
    'an image with a line break',
    tiles({ image: 'tiles:1.0\n' }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got 'tiles:1.0\\n'; write 'tiles:1.0'`,
  ],
  [
    'an image with a short digest',
    tiles({ image: 'tiles@sha256:abc' }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got 'tiles@sha256:abc'; write the version too, as in 'tiles:1.2.3'`,
  ],
  [
    'an image with two tags',
    tiles({ image: 'tiles:1.0:2.0' }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got 'tiles:1.0:2.0'`,
  ],
  ['an empty image', tiles({ image: '' }), `GeoApiService 'system/tiles': image ${IMAGE}, got ''`],
  [
    'no image',
    tiles({ image: undefined }),
    `GeoApiService 'system/tiles': image ${IMAGE}, got nothing`,
  ],
  [
    'a pull policy in lower case',
    tiles({ imagePullPolicy: 'always' }),
    "GeoApiService 'system/tiles': imagePullPolicy must be 'Always', 'IfNotPresent' or 'Never', got 'always'",
  ],
  [
    'an empty pull policy',
    tiles({ imagePullPolicy: '' }),
    "GeoApiService 'system/tiles': imagePullPolicy must be 'Always', 'IfNotPresent' or 'Never', got ''",
  ],
  [
    'a pull secret with an underscore',
    tiles({ imagePullSecrets: ['reg_cred'] }),
    `GeoApiService 'system/tiles': imagePullSecrets ${SUBDOMAIN}, got 'reg_cred'; write 'reg-cred'`,
  ],
  [
    'an empty pull secret',
    tiles({ imagePullSecrets: [''] }),
    `GeoApiService 'system/tiles': imagePullSecrets ${SUBDOMAIN}, got ''`,
  ],
  [
    'a command as a text',
    tiles({ command: 'flask run' }),
    "GeoApiService 'system/tiles': command must be a list of strings, got 'flask run'; write each word by itself: ['flask', 'run']",
  ],
  [
    'an empty command',
    tiles({ command: [] }),
    "GeoApiService 'system/tiles': command must hold a word, got an empty list",
  ],
  [
    'a command with a number',
    tiles({ command: ['flask', 'run', '--port', 5000] }),
    'GeoApiService \'system/tiles\': command must be a list of strings, got ["flask","run","--port",5000]; write each word by itself: [\'flask\', \'run\']',
  ],
  [
    'arguments as a text',
    tiles({ args: '--host 0.0.0.0' }),
    "GeoApiService 'system/tiles': args must be a list of strings, got '--host 0.0.0.0'; write each word by itself: ['flask', 'run']",
  ],
  [
    'arguments that are null',
    tiles({ args: null }),
    "GeoApiService 'system/tiles': args must be a list of strings, got null; write each word by itself: ['flask', 'run']",
  ],
  [
    'a server and a command',
    tiles({ server: FLASK, command: ['flask'] }),
    "GeoApiService 'system/tiles': command must be left out where server is given, because the server is the command",
  ],
  [
    'a server and arguments',
    tiles({ server: FLASK, args: ['run'] }),
    "GeoApiService 'system/tiles': args must be left out where server is given, because the server is the command",
  ],
  [
    'a server without an application',
    tiles({ server: Server.flask({ app: ' ' }) }),
    "GeoApiService 'system/tiles': server.app must name the application, got ' '",
  ],
  [
    'a server without workers',
    tiles({ server: Server.gunicorn({ app: 'a', workers: 0 }) }),
    "GeoApiService 'system/tiles': server.workers must be a whole number in 1-256, got 0",
  ],
  [
    'workers in quotes',
    tiles({ server: Server.gunicorn(untyped({ app: 'a', workers: '4' })) }),
    "GeoApiService 'system/tiles': server.workers must be a whole number in 1-256, got '4'; write 4 (a number, without quotes)",
  ],
  [
    'half a thread',
    tiles({ server: Server.gunicorn({ app: 'a', threads: 1.5 }) }),
    "GeoApiService 'system/tiles': server.threads must be a whole number in 1-256, got 1.5",
  ],
  [
    'a timeout below a second',
    tiles({ server: Server.gunicorn({ app: 'a', timeout: Duration.millis(500) }) }),
    "GeoApiService 'system/tiles': server.timeout in seconds must be a whole number in 1-86400, got 0.5",
  ],
  [
    'a debug server of Flask',
    tiles({ env: { FLASK_DEBUG: '1' } }),
    "GeoApiService 'system/tiles': env.FLASK_DEBUG must be left out: anybody who reaches a debug server can run code in it; or say why: allowDebug: { reason: '...' }",
  ],
  [
    'a debug server by an argument',
    tiles({ command: ['flask', 'run', '--debug'] }),
    "GeoApiService 'system/tiles': --debug must be left out: anybody who reaches a debug server can run code in it; or say why: allowDebug: { reason: '...' }",
  ],
  [
    'a debug server with a reason that says nothing',
    tiles({ env: { FLASK_DEBUG: '1' }, allowDebug: { reason: 'x' } }),
    "GeoApiService 'system/tiles': allowDebug.reason must say in a sentence why the pods run a debug server, got 'x'",
  ],
  [
    'a relative working directory',
    tiles({ workingDir: 'code' }),
    `GeoApiService 'system/tiles': workingDir ${ABSOLUTE_PATH}, got 'code'; write '/code'`,
  ],
  [
    'a working directory that goes up',
    tiles({ workingDir: '/code/../etc' }),
    `GeoApiService 'system/tiles': workingDir ${ABSOLUTE_PATH}, got '/code/../etc'; write '/etc'`,
  ],
  [
    'a variable that begins with a digit',
    tiles({ env: { '2BANDS': 'a' } }),
    `GeoApiService 'system/tiles': env name ${VARIABLE}, got '2BANDS'; write '_2BANDS'`,
  ],
  [
    'a variable with a dash',
    tiles({ env: { 'LOG-LEVEL': 'a' } }),
    `GeoApiService 'system/tiles': env name ${VARIABLE}, got 'LOG-LEVEL'; write 'LOG_LEVEL'`,
  ],
  [
    'a variable with a dot',
    tiles({ env: { 'log.level': 'a' } }),
    `GeoApiService 'system/tiles': env name ${VARIABLE}, got 'log.level'; write 'log_level'`,
  ],
  [
    'a variable with an equals sign',
    tiles({ env: { 'A=B': 'a' } }),
    `GeoApiService 'system/tiles': env name ${VARIABLE}, got 'A=B'; write 'A_B'`,
  ],
  [
    'a variable without a name',
    tiles({ env: { '': 'a' } }),
    `GeoApiService 'system/tiles': env name ${VARIABLE}, got ''`,
  ],
  [
    'a variable that is a number',
    tiles({ env: { WORKERS: 4 } }),
    "GeoApiService 'system/tiles': env.WORKERS must be a string, a SecretKey or an EnvSource, got 4; write '4'",
  ],
  [
    'a variable that is a boolean',
    tiles({ env: { VERBOSE: true } }),
    "GeoApiService 'system/tiles': env.VERBOSE must be a string, a SecretKey or an EnvSource, got true; write 'true'",
  ],
  [
    'a variable that is undefined',
    tiles({ env: { TOKEN: process.env.NO_SUCH_VARIABLE } }),
    "GeoApiService 'system/tiles': env.TOKEN must be a string, a SecretKey or an EnvSource, got nothing; leave the variable out",
  ],
  [
    'a password in a variable',
    tiles({ env: { DB_PASSWORD: 'hunter2hunter2' } }),
    "GeoApiService 'system/tiles': env.DB_PASSWORD must not hold a credential (its name says 'password'); give a reference: SecretKey.of('the-secret', 'DB_PASSWORD')",
  ],
  [
    'a password in a URL',
    tiles({ env: { DB_URL: 'postgresql://eo:hunter2@db/eo' } }),
    "GeoApiService 'system/tiles': env.DB_URL must not hold a credential (its value has a URL with a password); give a reference: SecretKey.of('the-secret', 'DB_URL')",
  ],
  [
    'a password in an argument',
    tiles({ args: ['--db-password=hunter2hunter2'] }),
    "GeoApiService 'system/tiles': args must not hold a credential (--db-password: its name says 'password'); give the program a SecretKey as an environment variable or a SecretFileMount",
  ],
  [
    'a password in a script',
    tiles({ command: ['sh', '-c', 'PGPASSWORD=hunter2 psql'] }),
    "GeoApiService 'system/tiles': command must not hold a credential (PGPASSWORD: its name says 'pgpassword'); give the program a SecretKey as an environment variable or a SecretFileMount",
  ],
  [
    'a secret by a name that is none',
    tiles({ env: { A: SecretKey.of('My_Secret', 'token') } }),
    `GeoApiService 'system/tiles': env.A secretName ${SUBDOMAIN}, got 'My_Secret'; write 'my-secret'`,
  ],
  [
    'a secret without a key',
    tiles({ env: { A: SecretKey.of('login', '') } }),
    `GeoApiService 'system/tiles': env.A key ${CONFIG_KEY}, got ''`,
  ],
  [
    'a secret by a path',
    tiles({ env: { A: SecretKey.of('login', '../token') } }),
    `GeoApiService 'system/tiles': env.A key ${CONFIG_KEY}, got '../token'; write 'token'`,
  ],
  [
    'a field that a container cannot see',
    tiles({ env: { A: EnvSource.field('spec.containers') } }),
    "GeoApiService 'system/tiles': env.A must name a field that a container can see, got 'spec.containers'; for example 'metadata.name', 'metadata.namespace', 'spec.nodeName' or 'status.podIP'",
  ],
  [
    'a resource without its kind',
    tiles({ env: { A: EnvSource.resource('memory') } }),
    "GeoApiService 'system/tiles': env.A must name a resource of the container, got 'memory'; for example 'limits.memory' or 'requests.cpu'",
  ],
  [
    'a key of a ConfigMap with a slash',
    tiles({ env: { A: EnvSource.configMapKey('settings', 'a/b') } }),
    `GeoApiService 'system/tiles': env.A key ${CONFIG_KEY}, got 'a/b'; write 'b'`,
  ],
  [
    'all keys of a ConfigMap without a name',
    tiles({ envFrom: [EnvFrom.configMap('')] }),
    `GeoApiService 'system/tiles': envFrom[0] ${SUBDOMAIN}, got ''`,
  ],
  [
    'a prefix that no variable begins with',
    tiles({ envFrom: [EnvFrom.secret('login', { prefix: 'a-' })] }),
    `GeoApiService 'system/tiles': envFrom[0].prefix ${VARIABLE}, got 'a-'; write 'a_'`,
  ],
  [
    'two things at one path',
    tiles({ mounts: [Scratch.at('/work'), Scratch.inMemory('/work', Size.mebibytes(1))] }),
    "GeoApiService 'system/tiles': mounts must not mount two things at '/work'; give one of them another path",
  ],
  [
    'one configuration twice',
    (chart) => {
      const mount = config(chart, { '/a': TEXT });
      api(chart, { mounts: [mount, mount] });
    },
    "GeoApiService 'system/tiles': mounts must not mount two things at '/a'; give one of them another path",
  ],
  [
    'scratch space at a relative path',
    tiles({ mounts: [Scratch.at('work')] }),
    `GeoApiService 'system/tiles': mounts: path ${MOUNT_PATH}, got 'work'; write '/work'`,
  ],
  [
    'scratch space above the limit',
    tiles({
      mounts: [Scratch.at('/work', Size.gibibytes(50))],
      resources: { ephemeralStorage: { limit: Size.gibibytes(10) } },
    }),
    "GeoApiService 'system/tiles': resources.ephemeralStorage.limit must be at least the scratch space of the container, 52224 Mi, got 10Gi; leave the limit out, or make the scratch space smaller",
  ],
  [
    'two volumes of one name',
    (chart) => api(chart, { mounts: [share(chart, {}, 'tmp-tiles').mountAt('/data')] }),
    "GeoApiService 'system/tiles': mounts must not hold two different volumes named 'tmp-tiles', at '/data' and '/tmp'; give one of the constructs that make them another id, or the scratch space another path",
  ],
  [
    'two shares of different owners',
    (chart) =>
      api(chart, {
        mounts: [1500, 1600].map((uid) =>
          share(chart, { owner: { uid, gid: 1500 } }, `of-${uid}`).mountAt(`/data/${uid}`),
        ),
      }),
    "GeoApiService 'system/tiles': mounts must agree on the owner of their files, got 1500:1500 and 1600:1500; mount shares of different owners in different pods, or export them with one owner",
  ],
  [
    'another user than the owner of the share',
    (chart) =>
      api(chart, {
        runAs: { uid: 20000, gid: 20000 },
        mounts: [share(chart, { owner: { uid: 1500, gid: 1500 } }).mountAt('/data')],
      }),
    "GeoApiService 'system/tiles': runAs must be the owner of the mounted share, 1500:1500, got 20000:20000; leave runAs out",
  ],
  [
    'a request of cores above the limit',
    tiles({ resources: { cpu: { request: Cpu.units(2), limit: Cpu.units(1) } } }),
    "GeoApiService 'system/tiles': resources.cpu.request must be at most its limit, 1, got 2; raise the limit or lower the request",
  ],
  [
    'a request of memory above the limit',
    tiles({ resources: { memory: { request: Size.gibibytes(2), limit: Size.mebibytes(512) } } }),
    "GeoApiService 'system/tiles': resources.memory.request must be at most its limit, 512Mi, got 2Gi; raise the limit or lower the request",
  ],
  [
    'a limit of nothing',
    tiles({ resources: { memory: { limit: Size.gibibytes(0) } } }),
    "GeoApiService 'system/tiles': resources.memory.limit must be above 0, got 0Gi",
  ],
  [
    'half a GPU',
    tiles({ resources: { extended: { 'nvidia.com/gpu': 0.5 } } }),
    "GeoApiService 'system/tiles': resources.extended['nvidia.com/gpu'] must be a whole number in 1-1024, got 0.5",
  ],
  [
    'a GPU without its domain',
    tiles({ resources: { extended: { gpu: 1 } } }),
    "GeoApiService 'system/tiles': resources.extended name must have a domain, got 'gpu'; for example 'nvidia.com/gpu'",
  ],
  [
    'a GPU in quotes',
    tiles({ resources: { extended: { 'nvidia.com/gpu': '1' } } }),
    "GeoApiService 'system/tiles': resources.extended['nvidia.com/gpu'] must be a whole number in 1-1024, got '1'; write 1 (a number, without quotes)",
  ],
  [
    'a process of root',
    tiles({ runAs: { uid: 0, gid: 0, reason: REASON } }),
    "GeoApiService 'system/tiles': runAs.uid must be a user id other than root, 1-4294967295, got 0",
  ],
  [
    'a low user without a reason',
    tiles({ runAs: { uid: 1000, gid: 1000 } }),
    "GeoApiService 'system/tiles': runAs.reason must say in a sentence why the pods run as 1000:1000, got nothing",
  ],
  [
    'a user in quotes',
    tiles({ runAs: { uid: '1000', gid: 1000, reason: REASON } }),
    "GeoApiService 'system/tiles': runAs.uid must be a whole number in 1-4294967295, got '1000'; write 1000 (a number, without quotes)",
  ],
  [
    'a writable root without a reason',
    tiles({ writableRootFilesystem: { reason: '' } }),
    "GeoApiService 'system/tiles': writableRootFilesystem.reason must say in a sentence why the pods write to the root file system, got ''",
  ],
  [
    'a token as a switch',
    tiles({ serviceAccountToken: true }),
    "GeoApiService 'system/tiles': serviceAccountToken must be an object, got true; write { reason: '…' }",
  ],
  [
    'a container of a name with capitals',
    sidecar({ name: 'Proxy' }),
    `GeoApiService 'system/tiles': sidecars[0].name ${LABEL}, got 'Proxy'; write 'proxy'`,
  ],
  [
    'a container without a name',
    sidecar({ name: undefined }),
    `GeoApiService 'system/tiles': sidecars[0].name ${LABEL}, got nothing`,
  ],
  [
    'a container of the name of the main one',
    sidecar({ name: 'tiles' }),
    "GeoApiService 'system/tiles': sidecars and initContainers must have names of their own, got 'tiles' twice",
  ],
  [
    'two containers of one name',
    tiles({ sidecars: [PROXY], initContainers: [PROXY] }),
    "GeoApiService 'system/tiles': sidecars and initContainers must have names of their own, got 'proxy' twice",
  ],
  [
    'a port name with capitals',
    sidecar({ ports: { Http: 8080 } }),
    `GeoApiService 'system/tiles': sidecars[0].ports name ${PORT_NAME}, got 'Http'; write 'http'`,
  ],
  [
    'a port name that is too long',
    sidecar({ ports: { 'admin-interface-http': 8080 } }),
    `GeoApiService 'system/tiles': sidecars[0].ports name ${PORT_NAME}, got 'admin-interface-http'; shorten it by 5 characters`,
  ],
  [
    'a port name of digits',
    sidecar({ ports: { '8080': 8080 } }),
    `GeoApiService 'system/tiles': sidecars[0].ports name ${PORT_NAME}, got '8080'; write 'port-8080'`,
  ],
  [
    'a port name with two dashes',
    sidecar({ ports: { 'a--b': 8080 } }),
    `GeoApiService 'system/tiles': sidecars[0].ports name ${PORT_NAME}, got 'a--b'; write 'a-b'`,
  ],
  [
    'one port twice',
    sidecar({ ports: { web: 8080, admin: 8080 } }),
    "GeoApiService 'system/tiles': sidecars[0].ports.admin must be a port of its own, but 8080 is sidecars[0].ports.web too",
  ],
  [
    'a privileged port',
    sidecar({ ports: { web: 80 } }),
    "GeoApiService 'system/tiles': sidecars[0].ports.web must be at least 1024, because the process does not run as root, got 80; let the program listen on a higher port; the Service may keep the low one",
  ],
  [
    'a port of a container above the range',
    sidecar({ ports: { web: 70000 } }),
    "GeoApiService 'system/tiles': sidecars[0].ports.web must be a whole number in 1-65535, got 70000",
  ],
  [
    'a container that asks a port which it has not',
    sidecar({ health: Health.tcp() }),
    "GeoApiService 'system/tiles': sidecars[0].health.port must be one of the container's ports (it has none), got nothing",
  ],
  [
    'an init container with probes',
    tiles({ initContainers: [{ ...PROXY, ports: { web: 8080 }, health: Health.tcp() }] }),
    "GeoApiService 'system/tiles': initContainers[0].health must be left out, because it ends before it is asked",
  ],
  [
    'a sidecar on the port of the API',
    sidecar({ ports: { web: 5000 } }),
    "GeoApiService 'system/tiles': sidecars[0].ports.web must be a port that no other container of the pod listens on, got 5000",
  ],
  [
    'a sidecar with a port of the name of that of the API',
    sidecar({ ports: { http: 8080 } }),
    "GeoApiService 'system/tiles': sidecars[0].ports.http must have a name that no other port of the pod has, got 'http'",
  ],
  [
    'scratch space of nothing, which means without limit',
    tiles({ mounts: [Scratch.at('/work', Size.gibibytes(0))] }),
    "GeoApiService 'system/tiles': mounts: the size of the scratch space at '/work' must be above 0, got 0Gi",
  ],
  [
    'a share of another namespace',
    (chart) => api(chart, { mounts: [share(chart, { namespace: 'other' }).mountAt('/data')] }),
    "GeoApiService 'system/tiles': mounts must be of the namespace of the pods, 'eo', but what is mounted at '/data' is of 'other'; make it with namespace: 'eo'",
  ],
  [
    'a configuration of another namespace',
    (chart) => api(chart, { mounts: [config(chart, { '/a': TEXT }, { namespace: 'other' })] }),
    "GeoApiService 'system/tiles': mounts must be of the namespace of the pods, 'eo', but what is mounted at '/a' is of 'other'; make it with namespace: 'eo'",
  ],
  [
    'a label of a pod in a field with a space',
    tiles({ env: { A: EnvSource.field("metadata.labels['a b']") } }),
    "GeoApiService 'system/tiles': env.A must name a field that a container can see, got 'metadata.labels['a b']'; for example 'metadata.name', 'metadata.namespace', 'spec.nodeName' or 'status.podIP'",
  ],
  [
    'a variable with a NUL',
    tiles({ env: { A: 'a\0b' } }),
    "GeoApiService 'system/tiles': env.A must not hold the character NUL, '\\0', got 'a\\u0000b'",
  ],
  [
    'a command of an empty word',
    tiles({ command: [''] }),
    "GeoApiService 'system/tiles': command must begin with a program, got ''",
  ],
  [
    'a debug server beside the main container',
    sidecar({ env: { FLASK_DEBUG: '1' } }),
    "GeoApiService 'system/tiles': sidecars[0]: env.FLASK_DEBUG must be left out: anybody who reaches a debug server can run code in it; or say why: allowDebug: { reason: '...' }",
  ],
  [
    'a debug server in a script',
    tiles({ command: ['sh', '-c', 'exec flask run --debug'] }),
    "GeoApiService 'system/tiles': --debug must be left out: anybody who reaches a debug server can run code in it; or say why: allowDebug: { reason: '...' }",
  ],
  [
    'a path of a proxy that is relative',
    tiles({ server: Server.uvicorn({ app: 'a:b', rootPath: 'tiles' }) }),
    `GeoApiService 'system/tiles': server.rootPath ${URL_PATH}, got 'tiles'; write '/tiles'`,
  ],
  [
    'an application that is an option',
    tiles({ server: Server.flask({ app: '--debug' }) }),
    "GeoApiService 'system/tiles': server.app must name the application, not an option, got '--debug'",
  ],
  [
    'an extended resource of Kubernetes itself',
    tiles({ resources: { extended: { 'kubernetes.io/batch-cpu': 1 } } }),
    "GeoApiService 'system/tiles': resources.extended name must not have the domain 'kubernetes.io', under which no device is found, got 'kubernetes.io/batch-cpu'",
  ],
  [
    'an init container with ports',
    tiles({ initContainers: [{ ...PROXY, ports: { web: 8080 } }] }),
    "GeoApiService 'system/tiles': initContainers[0].ports must be left out, because an init container ends before anybody can connect",
  ],
  [
    'two sidecars on one port',
    tiles({
      sidecars: [
        { ...PROXY, ports: { web: 8080 } },
        { ...PROXY, name: 'cache', ports: { admin: 8080 } },
      ],
    }),
    "GeoApiService 'system/tiles': sidecars[1].ports.admin must be a port that no other container of the pod listens on, got 8080",
  ],
  [
    'an argument with a NUL',
    tiles({ args: ['a\0b'] }),
    "GeoApiService 'system/tiles': args must not hold the character NUL, '\\0', got 'a\\u0000b'",
  ],
  [
    'a debug server by a variable in a script',
    tiles({ command: ['sh', '-ec', 'FLASK_DEBUG=1 flask run'] }),
    "GeoApiService 'system/tiles': env.FLASK_DEBUG must be left out: anybody who reaches a debug server can run code in it; or say why: allowDebug: { reason: '...' }",
  ],
  [
    'scratch space in memory of nothing',
    tiles({ mounts: [Scratch.inMemory('/cache', Size.mebibytes(0))] }),
    "GeoApiService 'system/tiles': mounts: the size of the scratch space at '/cache' must be above 0, got 0Mi",
  ],
];
