import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  ConfigFile,
  EnvFrom,
  Exposure,
  ExternalSecret,
  GeoApiService,
  gdalEnvironment,
  Health,
  NfsVolume,
  Peer,
  Replicas,
  Scratch,
  SecretFileMount,
  Server,
} from '../../../../constructs';
import { untyped } from '../errors';
import { api, config, controllers, share } from '../samples';
import {
  dynamic,
  external,
  files,
  ingress,
  inline,
  mountAt,
  nfs,
  REASON,
  type Row,
  route,
  secretFiles,
  sidecar,
  TEXT,
  TOKEN,
  tiles,
} from './row';

/** What comes from JavaScript, or past a cast. */
const wrongTypes: readonly Row[] = [
  [
    'no props',
    (chart) => new NfsVolume(chart, 'scenes', untyped(undefined)),
    "NfsVolume 'system/scenes': props must be an object, got nothing; write { … }",
  ],
  [
    'no props of an API',
    (chart) => new GeoApiService(chart, 'tiles', untyped(undefined)),
    "GeoApiService 'system/tiles': props must be an object, got nothing; write { … }",
  ],
  [
    'an access mode as a text',
    nfs({ accessModes: 'ReadWriteMany' }),
    "NfsVolume 'system/scenes': accessModes must be a list, got 'ReadWriteMany'; write [ … ]",
  ],
  [
    'an owner that is null',
    nfs({ owner: null }),
    "NfsVolume 'system/scenes': owner must be an object, got null; write { … }",
  ],
  [
    'a read-only share as a text',
    nfs({ readOnly: 'false' }),
    "NfsVolume 'system/scenes': readOnly must be true or false, got 'false'",
  ],
  [
    'a share that is kept as a text',
    nfs({ keepOnPrune: 'false' }),
    "NfsVolume 'system/scenes': keepOnPrune must be true or false, got 'false'",
  ],
  [
    'annotations that are null',
    tiles({ annotations: null }),
    "GeoApiService 'system/tiles': annotations must be an object, got null; write { … }",
  ],
  [
    'annotations as a text',
    tiles({ annotations: 'a=b' }),
    "GeoApiService 'system/tiles': annotations must be an object, got 'a=b'; write { … }",
  ],
  [
    'labels as a text',
    tiles({ labels: 'a=b' }),
    "GeoApiService 'system/tiles': labels must be an object, got 'a=b'; write { … }",
  ],
  [
    'a selector as a text',
    tiles({ selector: 'tiles' }),
    "GeoApiService 'system/tiles': selector must be an object, got 'tiles'; write { … }",
  ],
  [
    'patches that are null',
    nfs({ patches: null }),
    "NfsVolume 'system/scenes': patches must be an object, got null; write { … }",
  ],
  [
    'a patch of the wrong type',
    nfs({ patches: { persistentVolume: { spec: { mountOptions: 'hard' } } } }),
    "NfsVolume 'system/scenes': patches: spec.mountOptions would not reach the PersistentVolume, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'options of a mount that are null',
    mountAt('/data', null),
    "NfsVolume 'system/scenes': mountAt: options must be an object, got null; write { … }",
  ],
  [
    'a sub-path that is null',
    mountAt('/data', { subPath: null }),
    "NfsVolume 'system/scenes': mountAt: options.subPath must be an object, got null; write subPath: { existing: '…' }",
  ],
  [
    'a mount that is read-only by a text',
    mountAt('/data', { readOnly: 'false' }),
    "NfsVolume 'system/scenes': mountAt: options.readOnly must be true or false, got 'false'",
  ],
  [
    'an inline share that is read-only by a text',
    inline({ reason: REASON, readOnly: 'no' }),
    "InlineNfsVolume 'system/scenes': readOnly must be true or false, got 'no'",
  ],
  [
    'access modes of a dynamic volume as a text',
    dynamic({ accessModes: 'ReadWriteOnce' }),
    "DynamicVolume 'system/cache': accessModes must be a list, got 'ReadWriteOnce'; write [ … ]",
  ],
  [
    'a construct in place of a text',
    (chart) => api(chart, untyped({ env: { A: share(chart) } })),
    "GeoApiService 'system/tiles': env.A must be a string, a SecretKey or an EnvSource, got an object of the class NfsVolume; leave the variable out",
  ],
  [
    'a construct in place of a name',
    (chart) => api(chart, untyped({ imagePullSecrets: [chart] })),
    "GeoApiService 'system/tiles': imagePullSecrets must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, every part starting and ending with a letter or digit, got an object of the class Chart",
  ],
  [
    'a list with a hole',
    // biome-ignore lint/suspicious/noSparseArray: the slip of two commas
    tiles({ command: ['flask', , 'run'] }),
    "GeoApiService 'system/tiles': command must be a list of strings, got [\"flask\",null,\"run\"]; write each word by itself: ['flask', 'run']",
  ],
  [
    'a bigint in a list',
    tiles({ command: ['sleep', 5n] }),
    "GeoApiService 'system/tiles': command must be a list of strings, got a list; write each word by itself: ['flask', 'run']",
  ],
  [
    'variables that are null',
    tiles({ env: null }),
    "GeoApiService 'system/tiles': env must be an object, got null; write { … }",
  ],
  [
    'all keys of something that is no list',
    tiles({ envFrom: EnvFrom.configMap('settings') }),
    "GeoApiService 'system/tiles': envFrom must be a list, got an object of the class EnvFrom; write [ … ]",
  ],
  [
    'all keys by a name',
    tiles({ envFrom: ['settings'] }),
    "GeoApiService 'system/tiles': envFrom[0] must be an EnvFrom, got 'settings'; write EnvFrom.secret('name') or EnvFrom.configMap('name')",
  ],
  [
    'all keys, optional by a text',
    tiles({ envFrom: [EnvFrom.secret('login', untyped({ optional: 'no' }))] }),
    "GeoApiService 'system/tiles': envFrom[0].optional must be true or false, got 'no'",
  ],
  [
    'mounts that are null',
    tiles({ mounts: null }),
    "GeoApiService 'system/tiles': mounts must be a list, got null; write [ … ]",
  ],
  [
    'a mount as a text',
    tiles({ mounts: ['/data'] }),
    "GeoApiService 'system/tiles': mounts[0] must be a Mount, got '/data'; write volume.mountAt('/path'), Scratch.at('/path') or a ConfigFileMount",
  ],
  [
    'a mount that is undefined',
    tiles({ mounts: [undefined] }),
    "GeoApiService 'system/tiles': mounts[0] must be given, got nothing",
  ],
  [
    'a share in place of a mount',
    (chart) => api(chart, untyped({ mounts: [share(chart)] })),
    "GeoApiService 'system/tiles': mounts[0] must be a Mount, got an object of the class NfsVolume; write volume.mountAt('/path'), Scratch.at('/path') or a ConfigFileMount",
  ],
  [
    'scratch space of a size in a text',
    () => Scratch.at('/work', untyped('1Gi')),
    "Scratch '/work': sizeLimit must be a Size, got '1Gi'; write Size.gibibytes(1) of 'cdk8s'",
  ],
  [
    'scratch space in memory without a size',
    () => Scratch.inMemory('/work', untyped(undefined)),
    "Scratch '/work': sizeLimit must be given, got nothing",
  ],
  [
    'resources that are null',
    tiles({ resources: null }),
    "GeoApiService 'system/tiles': resources must be an object, got null; write { … }",
  ],
  [
    'memory as a text',
    tiles({ resources: { memory: '1Gi' } }),
    "GeoApiService 'system/tiles': resources.memory must be an object, got '1Gi'; write { … }",
  ],
  [
    'memory as a size without request or limit',
    tiles({ resources: { memory: Size.gibibytes(1) } }),
    "GeoApiService 'system/tiles': resources.memory.amount must be left out, because there is no such prop, got 1",
  ],
  [
    'a request of memory as a text',
    tiles({ resources: { memory: { request: '1Gi' } } }),
    "GeoApiService 'system/tiles': resources.memory.request must be a Size, got '1Gi'; write Size.gibibytes(1) of 'cdk8s'",
  ],
  [
    'cores as a text',
    tiles({ resources: { cpu: '1' } }),
    "GeoApiService 'system/tiles': resources.cpu must be an object, got '1'; write { … }",
  ],
  [
    'cores without request or limit',
    tiles({ resources: { cpu: Cpu.units(1) } }),
    "GeoApiService 'system/tiles': resources.cpu.amount must be left out, because there is no such prop, got '1'",
  ],
  [
    'a request of cores as a number',
    tiles({ resources: { cpu: { request: 1 } } }),
    "GeoApiService 'system/tiles': resources.cpu.request must be a Cpu, got 1; write Cpu.millis(500) of 'cdk8s-plus-27'",
  ],
  [
    'extended resources that are null',
    tiles({ resources: { extended: null } }),
    "GeoApiService 'system/tiles': resources.extended must be an object, got null; write { … }",
  ],
  [
    'resources in the words of Kubernetes',
    tiles({ resources: { requests: { cpu: '1' } } }),
    'GeoApiService \'system/tiles\': resources.requests must be left out, because there is no such prop, got {"cpu":"1"}',
  ],
  [
    'health as a text',
    tiles({ health: '/healthz' }),
    "GeoApiService 'system/tiles': health must be a Health, got '/healthz'; write Health.http('/healthz')",
  ],
  [
    'health that is null',
    tiles({ health: null }),
    "GeoApiService 'system/tiles': health must be a Health, got null; write Health.http('/healthz')",
  ],
  [
    'a period of health as a number',
    tiles({ health: Health.tcp(untyped({ period: 10 })) }),
    "GeoApiService 'system/tiles': health.period must be a Duration, got 10; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a command of health as a text',
    tiles({ health: Health.command(untyped('pg_isready -q')) }),
    "GeoApiService 'system/tiles': health.command must be a list, got 'pg_isready -q'; write [ … ]",
  ],
  [
    'a command of health with a number',
    tiles({ health: Health.command(untyped(['sleep', 5])) }),
    "GeoApiService 'system/tiles': health.command[1] must be a string, got 5",
  ],
  [
    'no command of health',
    tiles({ health: Health.command(untyped(undefined)) }),
    "GeoApiService 'system/tiles': health.command must be given, got nothing",
  ],
  [
    'a header of health as a number',
    tiles({ health: Health.http('/', untyped({ headers: { 'X-A': 5 } })) }),
    "GeoApiService 'system/tiles': health.headers['X-A'] must be a string, got 5",
  ],
  [
    'headers of health that are null',
    tiles({ health: Health.http('/', untyped({ headers: null })) }),
    "GeoApiService 'system/tiles': health.headers must be an object, got null; write { … }",
  ],
  [
    'replicas as a number',
    tiles({ replicas: 2 }),
    "GeoApiService 'system/tiles': replicas must be a Replicas, got 2; write Replicas.fixed(2)",
  ],
  [
    'replicas as a text',
    tiles({ replicas: '2' }),
    "GeoApiService 'system/tiles': replicas must be a Replicas, got '2'; write Replicas.fixed(2)",
  ],
  [
    'replicas that are null',
    tiles({ replicas: null }),
    "GeoApiService 'system/tiles': replicas must be a Replicas, got null; write Replicas.fixed(2)",
  ],
  [
    'a reason for a single pod as a number',
    tiles({ replicas: Replicas.fixed(1, untyped(5)) }),
    "GeoApiService 'system/tiles': replicas.reason must be a string, got 5",
  ],
  [
    'metrics of pods that are null',
    tiles({ replicas: Replicas.auto(untyped({ max: 3, podMetrics: null })) }),
    "GeoApiService 'system/tiles': replicas.podMetrics must be an object, got null; write { … }",
  ],
  [
    'a window as a number',
    tiles({ replicas: Replicas.auto(untyped({ max: 3, scaleUpAfter: 5 })) }),
    "GeoApiService 'system/tiles': replicas.scaleUpAfter must be a Duration, got 5; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a rollout as a text',
    tiles({ rollout: 'Recreate' }),
    "GeoApiService 'system/tiles': rollout must be a Rollout, got 'Recreate'; write Rollout.rolling() or Rollout.recreate()",
  ],
  [
    'a rollout that is null',
    tiles({ rollout: null }),
    "GeoApiService 'system/tiles': rollout must be a Rollout, got null; write Rollout.rolling() or Rollout.recreate()",
  ],
  [
    'a server as a text',
    tiles({ server: 'flask' }),
    "GeoApiService 'system/tiles': server must be a Server, got 'flask'; write Server.flask({ app: 'server.py' })",
  ],
  [
    'a server of an API that is null',
    tiles({ server: null }),
    "GeoApiService 'system/tiles': server must be a Server, got null; write Server.flask({ app: 'server.py' })",
  ],
  [
    'an application as a number',
    tiles({ server: Server.flask(untyped({ app: 5 })) }),
    "GeoApiService 'system/tiles': server.app must be a string, got 5",
  ],
  [
    'a timeout of gunicorn as a number',
    tiles({ server: Server.gunicorn(untyped({ app: 'a', timeout: 300 })) }),
    "GeoApiService 'system/tiles': server.timeout must be a Duration, got 300; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a debug server that is allowed by null',
    tiles({ env: { FLASK_DEBUG: '1' }, allowDebug: null }),
    "GeoApiService 'system/tiles': allowDebug must be an object, got null; write { reason: '…' }",
  ],
  [
    'a drain as a number',
    tiles({ drain: 5 }),
    "GeoApiService 'system/tiles': drain must be a Duration, got 5; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a drain that is null',
    tiles({ drain: null }),
    "GeoApiService 'system/tiles': drain must be a Duration, got null; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a drain of half a second',
    tiles({ drain: Duration.millis(500) }),
    "GeoApiService 'system/tiles': drain in seconds must be a whole number in 0-86400, got 0.5",
  ],
  [
    'a time to end as a number',
    tiles({ terminationGracePeriod: 60 }),
    "GeoApiService 'system/tiles': terminationGracePeriod must be a Duration, got 60; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a ServiceAccount of a number',
    tiles({ serviceAccountName: 5 }),
    "GeoApiService 'system/tiles': serviceAccountName must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, every part starting and ending with a letter or digit, got 5; write '5'",
  ],
  [
    'pull secrets that are null',
    tiles({ imagePullSecrets: null }),
    "GeoApiService 'system/tiles': imagePullSecrets must be a list, got null; write [ … ]",
  ],
  [
    'pull secrets as a text',
    tiles({ imagePullSecrets: 'regcred' }),
    "GeoApiService 'system/tiles': imagePullSecrets must be a list, got 'regcred'; write [ … ]",
  ],
  [
    'a selector that is null',
    tiles({ selector: null }),
    "GeoApiService 'system/tiles': selector must be an object, got null; write { … }",
  ],
  [
    'pod labels that are null',
    tiles({ podLabels: null }),
    "GeoApiService 'system/tiles': podLabels must be an object, got null; write { … }",
  ],
  [
    'pod annotations that are null',
    tiles({ podAnnotations: null }),
    "GeoApiService 'system/tiles': podAnnotations must be an object, got null; write { … }",
  ],
  [
    'scheduling that is null',
    tiles({ scheduling: null }),
    "GeoApiService 'system/tiles': scheduling must be an object, got null; write { … }",
  ],
  [
    'a node selector that is null',
    tiles({ scheduling: { nodeSelector: null } }),
    "GeoApiService 'system/tiles': scheduling.nodeSelector must be an object, got null; write { … }",
  ],
  [
    'tolerations as a text',
    tiles({ scheduling: { tolerations: 'all' } }),
    "GeoApiService 'system/tiles': scheduling.tolerations must be a list, got 'all'; write [ … ]",
  ],
  [
    'a toleration that is null',
    tiles({ scheduling: { tolerations: [null] } }),
    "GeoApiService 'system/tiles': scheduling.tolerations[0] must be an object, got null; write { … }",
  ],
  [
    'an effect that no taint has',
    tiles({ scheduling: { tolerations: [{ key: 'a', effect: 'NoScheduling' }] } }),
    "GeoApiService 'system/tiles': scheduling.tolerations[0].effect must be one of 'NoSchedule', 'PreferNoSchedule', 'NoExecute', got 'NoScheduling'",
  ],
  [
    'a priority class under another name',
    tiles({ scheduling: { priorityClass: 'high' } }),
    "GeoApiService 'system/tiles': scheduling.priorityClass must be left out, because there is no such prop, got 'high'",
  ],
  [
    'sidecars that are null',
    tiles({ sidecars: null }),
    "GeoApiService 'system/tiles': sidecars must be a list, got null; write [ … ]",
  ],
  [
    'sidecars as a text',
    tiles({ sidecars: 'proxy' }),
    "GeoApiService 'system/tiles': sidecars must be a list, got 'proxy'; write [ … ]",
  ],
  [
    'a sidecar that is null',
    tiles({ sidecars: [null] }),
    "GeoApiService 'system/tiles': sidecars[0] must be an object, got null; write { … }",
  ],
  [
    'ports of a sidecar that are null',
    sidecar({ ports: null }),
    "GeoApiService 'system/tiles': sidecars[0].ports must be an object, got null; write { … }",
  ],
  [
    'connections that are null',
    tiles({ connectsTo: null }),
    "GeoApiService 'system/tiles': connectsTo must be a list, got null; write [ … ]",
  ],
  [
    'a connection as a text',
    tiles({ connectsTo: ['db'] }),
    "GeoApiService 'system/tiles': connectsTo[0] must be a construct that can be connected to, or a connection, got 'db'; write { peer: Peer.cidr(…), ports: [5432] }",
  ],
  [
    'a connection without a peer',
    tiles({ connectsTo: [{}] }),
    "GeoApiService 'system/tiles': connectsTo[0] must be a construct that can be connected to, or a connection, got {}; write { peer: Peer.cidr(…), ports: [5432] }",
  ],
  [
    'a connection to a network as a text',
    tiles({ connectsTo: [{ peer: '10.0.0.0/8' }] }),
    'GeoApiService \'system/tiles\': connectsTo[0] must be a construct that can be connected to, or a connection, got {"peer":"10.0.0.0/8"}; write { peer: Peer.cidr(…), ports: [5432] }',
  ],
  [
    'a peer in place of a connection',
    tiles({ connectsTo: [Peer.anywhere()] }),
    "GeoApiService 'system/tiles': connectsTo[0] must be a construct that can be connected to, or a connection, got an object of the class Peer; write { peer: Peer.cidr(…), ports: [5432] }",
  ],
  [
    'a connection that is no list',
    tiles({ connectsTo: { peer: Peer.anywhere() } }),
    'GeoApiService \'system/tiles\': connectsTo must be a list, got {"peer":{"spec":{"type":"anywhere"}}}; write [ … ]',
  ],
  [
    'a port in place of ports',
    tiles({ connectsTo: [{ peer: Peer.anywhere(), ports: 5432 }] }),
    'GeoApiService \'system/tiles\': connectsTo[0] must be a construct that can be connected to, or a connection, got {"peer":{"spec":{"type":"anywhere"}},"ports":5432}; write { peer: Peer.cidr(…), ports: [5432] }',
  ],
  [
    'a share to connect to',
    (chart) => api(chart, untyped({ connectsTo: [share(chart)] })),
    "GeoApiService 'system/tiles': connectsTo[0] must be a construct that can be connected to, or a connection, got an object of the class NfsVolume; write { peer: Peer.cidr(…), ports: [5432] }",
  ],
  [
    'labels of a peer that are null',
    tiles({ connectsTo: [{ peer: Peer.pods(untyped(null)) }] }),
    'GeoApiService \'system/tiles\': connectsTo[0] must be a construct that can be connected to, or a connection, got {"peer":{"spec":{"type":"pods","labels":null}}}; write { peer: Peer.cidr(…), ports: [5432] }',
  ],
  [
    'a client as a text',
    (chart) => api(chart).addClient(untyped('portal')),
    "GeoApiService 'system/tiles': addClient: peer must be a Peer, got 'portal'; write Peer.cidr('10.0.0.0/8')",
  ],
  [
    'metrics as a number',
    tiles({ metrics: 9090 }),
    "GeoApiService 'system/tiles': metrics must be an object, got 9090; write { … }",
  ],
  [
    'metrics that are null',
    tiles({ metrics: null }),
    "GeoApiService 'system/tiles': metrics must be an object, got null; write { … }",
  ],
  [
    'a monitor as a switch',
    tiles({ metrics: { port: 9090, serviceMonitor: true } }),
    "GeoApiService 'system/tiles': metrics.serviceMonitor must be an object, got true; write { … }",
  ],
  [
    'an interval as a number',
    tiles({ metrics: { port: 9090, serviceMonitor: { interval: 30 } } }),
    "GeoApiService 'system/tiles': metrics.serviceMonitor.interval must be a Duration, got 30; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'an exposure as a text',
    tiles({ exposure: 'NodePort' }),
    "GeoApiService 'system/tiles': exposure must be an Exposure, got 'NodePort'; write Exposure.nodePort(30199)",
  ],
  [
    'an exposure that is null',
    tiles({ exposure: null }),
    "GeoApiService 'system/tiles': exposure must be an Exposure, got null; write Exposure.nodePort(30199)",
  ],
  [
    'an exposure as an object',
    tiles({ exposure: { nodePort: 30199 } }),
    'GeoApiService \'system/tiles\': exposure must be an Exposure, got {"nodePort":30199}; write Exposure.nodePort(30199)',
  ],
  [
    'a traffic policy in lower case',
    tiles({ exposure: Exposure.nodePort(30199, untyped({ externalTrafficPolicy: 'local' })) }),
    "GeoApiService 'system/tiles': exposure.externalTrafficPolicy must be one of 'Cluster', 'Local', got 'local'; write 'Local'",
  ],
  [
    'a range of node ports that is null',
    tiles({ exposure: Exposure.nodePort(30199, untyped({ range: null })) }),
    "GeoApiService 'system/tiles': exposure.range must be an object, got null; write { … }",
  ],
  [
    'clients as a text',
    tiles({ exposure: Exposure.clusterIp(untyped({ clients: 'portal' })) }),
    "GeoApiService 'system/tiles': exposure.clients must be a list, got 'portal'; write [ … ]",
  ],
  [
    'a client that is null',
    tiles({ exposure: Exposure.clusterIp(untyped({ clients: [null] })) }),
    "GeoApiService 'system/tiles': exposure.clients[0] must be a Peer, got null; write Peer.cidr('10.0.0.0/8')",
  ],
  [
    'an ingress without options',
    tiles({ exposure: Exposure.ingress(untyped(undefined)) }),
    "GeoApiService 'system/tiles': exposure.controller must be given, got nothing; write { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' }",
  ],
  [
    'no controller',
    ingress({ controller: undefined }),
    "GeoApiService 'system/tiles': exposure.controller must be given, got nothing; write { className: 'nginx', namespace: 'ingress-nginx', dialect: 'nginx' }",
  ],
  [
    'a controller as a text',
    ingress({ controller: 'nginx' }),
    "GeoApiService 'system/tiles': exposure.controller must be an object, got 'nginx'; write { … }",
  ],
  [
    'a dialect that is not known',
    ingress({ controller: { ...controllers.none, dialect: 'haproxy' } }),
    "GeoApiService 'system/tiles': exposure.controller.dialect must be one of 'nginx', 'traefik', 'none', got 'haproxy'",
  ],
  [
    'a type of paths in lower case',
    ingress({ pathType: 'prefix' }),
    "GeoApiService 'system/tiles': exposure.pathType must be one of 'Prefix', 'Exact', got 'prefix'; write 'Prefix'",
  ],
  [
    'a type of paths that is the controller’s',
    ingress({ pathType: 'ImplementationSpecific' }),
    "GeoApiService 'system/tiles': exposure.pathType must be one of 'Prefix', 'Exact', got 'ImplementationSpecific'",
  ],
  [
    'a body size in the words of nginx',
    ingress({ maxBodySize: '4000m' }),
    "GeoApiService 'system/tiles': exposure.maxBodySize must be a Size, got '4000m'; write Size.gibibytes(1) of 'cdk8s'",
  ],
  [
    'a timeout as a number',
    ingress({ readTimeout: 600 }),
    "GeoApiService 'system/tiles': exposure.readTimeout must be a Duration, got 600; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'an issuer of a kind in lower case',
    ingress({ tls: { secretName: 'a', issuer: { name: 'a', kind: 'issuer' } } }),
    "GeoApiService 'system/tiles': exposure.tls.issuer.kind must be one of 'Issuer', 'ClusterIssuer', got 'issuer'; write 'Issuer'",
  ],
  [
    'a Gateway as nothing',
    route({ gateway: undefined }),
    "GeoApiService 'system/tiles': exposure.gateway must be given, got nothing; write { name: 'public', namespace: 'gateways' }",
  ],
  [
    'a timeout of a Gateway as a number',
    route({ requestTimeout: 600 }),
    "GeoApiService 'system/tiles': exposure.requestTimeout must be a Duration, got 600; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'a pool as a number',
    tiles({ exposure: Exposure.loadBalancer(untyped({ addressPool: 5 })) }),
    "GeoApiService 'system/tiles': exposure.addressPool must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, every part starting and ending with a letter or digit, got 5; write '5'",
  ],
  [
    'files that are null',
    (chart) => config(chart, untyped(null)),
    "ConfigFileMount 'system/config': files must be an object, got null; write { … }",
  ],
  [
    'a file as a text',
    files({ '/a': 'text' }),
    "ConfigFileMount 'system/config': files['/a'] must be a ConfigFile, got 'text'; write ConfigFile.text('…') or ConfigFile.yaml({ … })",
  ],
  [
    'a file that is null',
    files({ '/a': null }),
    "ConfigFileMount 'system/config': files['/a'] must be a ConfigFile, got null; write ConfigFile.text('…') or ConfigFile.yaml({ … })",
  ],
  [
    'a text that is undefined',
    files({ '/a': ConfigFile.text(untyped(undefined)) }),
    "ConfigFileMount 'system/config': files['/a'] content.text must be given, got nothing",
  ],
  [
    'a text that is a number',
    files({ '/a': ConfigFile.text(untyped(5)) }),
    "ConfigFileMount 'system/config': files['/a'] content.text must be a string, got 5",
  ],
  [
    'bytes that are a number',
    files({ '/a': ConfigFile.binary(untyped(5)) }),
    "ConfigFileMount 'system/config': files['/a'] content.bytes must be a Uint8Array, got 5; read the file as bytes",
  ],
  [
    'bytes that are undefined',
    files({ '/a': ConfigFile.binary(untyped(undefined)) }),
    "ConfigFileMount 'system/config': files['/a'] content.bytes must be given, got nothing",
  ],
  [
    'a path on disk that is undefined',
    files({ '/a': ConfigFile.file(untyped(undefined)) }),
    "ConfigFileMount 'system/config': files['/a'] content.path must be given, got nothing",
  ],
  [
    'a path on disk with a NUL',
    files({ '/a': ConfigFile.file('/etc/a\0b') }),
    "ConfigFileMount 'system/config': files['/a'] must be read from an absolute path, got '/etc/a\\u0000b'; write path.join(__dirname, '/etc/a\\u0000b')",
  ],
  [
    'options of a file that are null',
    files({ '/a': ConfigFile.text('a', untyped(null)) }),
    "ConfigFileMount 'system/config': files['/a'] options must be an object, got null; write { … }",
  ],
  [
    'a way to roll out that is not known',
    files({ '/a': TEXT }, { rollout: 'hash' }),
    "ConfigFileMount 'system/config': rollout must be one of 'hashed-name', 'checksum', 'live', got 'hash'",
  ],
  [
    'what is no secret as a text',
    files({ '/a': TEXT }, { notSecret: 'token' }),
    "ConfigFileMount 'system/config': notSecret must be an object, got 'token'; write { keys: ['token_count'], reason: '…' }",
  ],
  [
    'the keys of what is no secret as a text',
    files({ '/a': TEXT }, { notSecret: { keys: 'token', reason: 'it counts words' } }),
    "ConfigFileMount 'system/config': notSecret.keys must be a list, got 'token'; write [ … ]",
  ],
  [
    'secret files that are null',
    (chart) => new SecretFileMount(chart, 'logins', untyped({ files: null })),
    "SecretFileMount 'system/logins': files must be an object, got null; write { … }",
  ],
  [
    'a secret file that is null',
    secretFiles({ '/a': null }),
    "SecretFileMount 'system/logins': files['/a'] must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
  ],
  [
    'a revision as a number',
    secretFiles({ '/a': TOKEN }, { revision: 5 }),
    "SecretFileMount 'system/logins': revision must be a string, got 5",
  ],
  [
    'a store that is null',
    external({ store: null }),
    "ExternalSecret 'system/usgs': store must be an object, got null; write { … }",
  ],
  [
    'a store of an unknown kind',
    external({ store: { name: 'vault', kind: 'Vault' } }),
    "ExternalSecret 'system/usgs': store.kind must be one of 'SecretStore', 'ClusterSecretStore', got 'Vault'",
  ],
  [
    'data that are null',
    external({ data: null }),
    "ExternalSecret 'system/usgs': data must be an object, got null; write { … }",
  ],
  [
    'data as a text',
    external({ data: 'eo/usgs' }),
    "ExternalSecret 'system/usgs': data must be an object, got 'eo/usgs'; write { … }",
  ],
  [
    'an entry as a text',
    external({ data: { token: 'eo/usgs' } }),
    "ExternalSecret 'system/usgs': data.token must be an object, got 'eo/usgs'; write { … }",
  ],
  [
    'an entry that is null',
    external({ data: { token: null } }),
    "ExternalSecret 'system/usgs': data.token must be an object, got null; write { … }",
  ],
  [
    'an entry without a key',
    external({ data: { token: {} } }),
    "ExternalSecret 'system/usgs': data.token.key must be given, got nothing",
  ],
  [
    'an interval of an external secret as a text',
    external({ refreshInterval: '1h' }),
    "ExternalSecret 'system/usgs': refreshInterval must be a Duration, got '1h'; write Duration.seconds(30) of 'cdk8s'",
  ],
  [
    'no external secret at all',
    (chart) => new ExternalSecret(chart, 'usgs', untyped(undefined)),
    "ExternalSecret 'system/usgs': props must be an object, got nothing; write { … }",
  ],
  [
    'a cache of GDAL as a number',
    () => gdalEnvironment(untyped({ cacheMax: 200 })),
    "gdalEnvironment 'options': cacheMax must be a Size, got 200; write Size.gibibytes(1) of 'cdk8s'",
  ],
];

/** Values that are easily taken for something else: the error must name the right prop. */
const misleading: readonly Row[] = [
  [
    'a relative path, which is taken for a server',
    nfs({ path: 'exports/scenes' }),
    "NfsVolume 'system/scenes': path must be an absolute path, without '..', control characters or spaces at its ends, got 'exports/scenes'; write '/exports/scenes'",
  ],
  [
    'sources in one text',
    tiles({ exposure: Exposure.loadBalancer(untyped({ sourceRanges: '10.0.0.0/8' })) }),
    "GeoApiService 'system/tiles': exposure.sourceRanges must be a list, got '10.0.0.0/8'; write [ … ]",
  ],
  [
    'a secret file that holds its value',
    secretFiles({ '/code/.netrc': 'machine a login b' }),
    "SecretFileMount 'system/logins': files['/code/.netrc'] must be a SecretKey, got '***'; write SecretKey.of('the-secret', 'key')",
  ],
  [
    'labels in a list',
    tiles({ labels: ['team=imagery'] }),
    'GeoApiService \'system/tiles\': labels must be an object, got ["team=imagery"]; write { … }',
  ],
  [
    'variables in a list',
    tiles({ env: ['A=b'] }),
    'GeoApiService \'system/tiles\': env must be an object, got ["A=b"]; write { … }',
  ],
  [
    'scratch space at two paths that are called alike',
    tiles({ mounts: [Scratch.at('/a/b'), Scratch.at('/a-b')] }),
    "GeoApiService 'system/tiles': mounts must not hold two different volumes named 'scratch-a-b', at '/a/b' and '/a-b'; give one of the constructs that make them another id, or the scratch space another path",
  ],
  [
    'an object in place of a variable',
    tiles({ env: { A: {} } }),
    "GeoApiService 'system/tiles': env.A must be a string, a SecretKey or an EnvSource, got {}; leave the variable out",
  ],
];

/** Space in memory that the memory of the container does not hold. */
const memory: readonly Row[] = [
  [
    'scratch space in memory that is larger than the memory',
    tiles({ mounts: [Scratch.inMemory('/fast', Size.gibibytes(8))] }),
    "GeoApiService 'system/tiles': resources.memory.limit must be above the scratch space in memory, 8192 Mi, got 1Gi; raise the limit, or make the scratch space smaller",
  ],
  [
    'a port of UDP that is none',
    tiles({ connectsTo: [{ peer: Peer.anywhere(), ports: [{ udp: 70000 }] }] }),
    "GeoApiService 'system/tiles': connectsTo[0].ports must be a whole number in 1-65535, got 70000",
  ],
  [
    'a patch of an HTTPRoute that there is none of',
    tiles({ patches: { httpRoute: {} } }),
    "GeoApiService 'system/tiles': patches.httpRoute must be left out, because there is no such object",
  ],
];

/** Nothing in the place of what may be left out. */
const nulls: readonly Row[] = [
  [
    'a name that is null',
    tiles({ name: null }),
    "GeoApiService 'system/tiles': name must not be null, got null; leave it out",
  ],
  [
    'a namespace that is null',
    nfs({ namespace: null }),
    "NfsVolume 'system/scenes': namespace must not be null, got null; leave it out",
  ],
  [
    'a name of a volume that is null',
    nfs({ volumeName: null }),
    "NfsVolume 'system/scenes': volumeName must not be null, got null; leave it out",
  ],
  [
    'options of GDAL that are null',
    () => gdalEnvironment(untyped(null)),
    "gdalEnvironment 'options': it must be an object, got null; write { … }",
  ],
  [
    'a cache of GDAL of less than it counts in',
    () => gdalEnvironment({ cacheMax: Size.kibibytes(1) }),
    "gdalEnvironment 'options': cacheMax must be at least 1 MiB, got 1Ki",
  ],
  [
    'a patch of a container without its name',
    tiles({
      patches: { deployment: { spec: { template: { spec: { containers: [{ image: 'a:1' }] } } } } },
    }),
    "GeoApiService 'system/tiles': patches: each item of a list that is merged by 'name' must have one",
  ],
];

/** What the compiler would not let through, and what is easily taken for something else. */
export const types = [...wrongTypes, ...misleading, ...memory, ...nulls];
