import { findings } from './findings';
import { deployment, object } from './objects';

describe('append-only-file-lost', () => {
  const rule = 'append-only-file-lost';
  const redis = (container: string, volumes = '') =>
    deployment('redis', 'app: redis', { container, pod: `volumes: [${volumes}]` }).replace(
      'main:1.4.2',
      'docker.io/library/redis:7.2.5-alpine',
    );
  const claimed = '{ name: data, persistentVolumeClaim: { claimName: data } }';
  const at = (path: string) => `volumeMounts: [{ name: data, mountPath: ${path} }]`;

  test.each([
    'args: [--appendonly, "yes"]',
    'command: [redis-server, --appendonly yes]',
    'command: [sh, -c, "exec redis-server --save 60 1 --appendonly yes"]',
  ])('without a volume the file is lost: %s', (container) => {
    const found = findings(rule, redis(container));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/has appendonly yes, and \/data is no volume$/);
    expect(findings(rule, redis(`${container}, ${at('/data')}`, claimed))).toEqual([]);
  });

  test('the volume must be where the file is', () => {
    const args = 'args: [--appendonly, "yes", --dir, /var/lib/redis]';
    expect(findings(rule, redis(`${args}, ${at('/data')}`, claimed))).toHaveLength(1);
    expect(findings(rule, redis(`${args}, ${at('/var/lib')}`, claimed))).toEqual([]);
    expect(findings(rule, redis(`${args}, ${at('/var/li')}`, claimed))).toHaveLength(1);
  });

  test('a configuration file that is mounted counts, and the command line before it', () => {
    const config = `
apiVersion: v1
kind: ConfigMap
metadata: { name: conf, namespace: eo }
data: { redis.conf: "maxmemory 1gb\\nappendonly yes\\ndir /state\\n" }
`;
    const mounts = (args: string) =>
      redis(
        `args: [${args}], volumeMounts: [{ name: conf, mountPath: /etc/redis }, { name: data, mountPath: /data }]`,
        `{ name: conf, configMap: { name: conf } }, ${claimed}`,
      );
    expect(findings(rule, config, mounts('/etc/redis/redis.conf'))).toEqual([
      'Deployment eo/redis: spec.template.spec.containers[0].args[0] has appendonly yes, and /state is no volume',
    ]);
    expect(findings(rule, config, mounts('/etc/redis/redis.conf, --appendonly, "no"'))).toEqual([]);
    expect(findings(rule, config, mounts('/etc/redis/other.conf'))).toEqual([]);
  });

  test('a claim for an NFS share is no disk', () => {
    const volume = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: share }
spec: { nfs: { server: n, path: /x }, claimRef: { namespace: eo, name: data } }
`;
    const claim = object('v1', 'PersistentVolumeClaim', 'data', '{}');
    const server = redis(`args: [--appendonly, "yes"], ${at('/data')}`, claimed);
    expect(findings(rule, volume, claim, server)).toHaveLength(1);
    expect(findings(rule, volume.replace('nfs:', 'csi:'), claim, server)).toEqual([]);
  });

  test('a cache, and what only watches Redis, write nothing down', () => {
    expect(findings(rule, redis('args: [--appendonly, "no"]'))).toEqual([]);
    expect(findings(rule, redis(''))).toEqual([]);
    const exporter = redis('args: [--appendonly, "yes"]').replace('redis:', 'redis_exporter:');
    expect(findings(rule, exporter)).toEqual([]);
  });
});

describe('waits-for-later-hook', () => {
  const rule = 'waits-for-later-hook';
  const job = (annotations: string) =>
    object('batch/v1', 'Job', 'migrate', '{ template: { spec: { containers: [] } } }', {
      annotations,
    });
  const waiting = (command: string, annotations = '') =>
    deployment('api', 'app: api', {
      pod: `initContainers: [{ name: wait, command: [${command}] }]`,
    }).replace('namespace: eo }', `namespace: eo, annotations: { ${annotations} } }`);
  const kubectl = 'kubectl, wait, --for=condition=complete, job/migrate';

  test.each([
    kubectl,
    '"kubectl -n eo wait jobs.batch/migrate --for=condition=complete"',
    'kubectl, wait, job, migrate',
    'wait_for.sh, job-wr, migrate',
  ])('a Job is known in each way to name it: %s', (command) => {
    const post = job('helm.sh/hook: "post-install,post-upgrade"');
    expect(findings(rule, post, waiting(command))).toHaveLength(1);
  });

  test.each([
    ['helm.sh/hook: post-upgrade', '', 'helm upgrade'],
    ['helm.sh/hook: "post-install,pre-upgrade"', '', 'helm install'],
    ['argocd.argoproj.io/hook: PostSync', '', 'Argo CD'],
    ['argocd.argoproj.io/sync-wave: "2"', 'argocd.argoproj.io/sync-wave: "1"', 'Argo CD'],
    [
      'helm.sh/hook: pre-install, helm.sh/hook-weight: "5"',
      'helm.sh/hook: pre-install',
      'helm install',
    ],
  ])('a Job with %s comes after a pod with %s', (later, own, operation) => {
    expect(findings(rule, job(later), waiting(kubectl, own))).toEqual([
      'Deployment eo/api: spec.template.spec.initContainers[0].command[3] waits for Job migrate, which ' +
        `${operation} makes only afterwards`,
    ]);
  });

  test.each([
    ['', ''],
    ['helm.sh/hook: "pre-install,pre-upgrade"', ''],
    ['argocd.argoproj.io/hook: PreSync', ''],
    ['argocd.argoproj.io/sync-wave: "1"', 'argocd.argoproj.io/sync-wave: "2"'],
    ['argocd.argoproj.io/hook: Skip', ''],
    ['helm.sh/hook: test', ''],
  ])('a Job with %s does not come after a pod with %s', (earlier, own) => {
    expect(findings(rule, job(earlier), waiting(kubectl, own))).toEqual([]);
  });

  test('a pod that is started later, and one that waits for something else, may wait', () => {
    const post = job('helm.sh/hook: post-install');
    const cron = object(
      'batch/v1',
      'CronJob',
      'nightly',
      `{ jobTemplate: { spec: { template: { spec: { initContainers: [{ name: a, command: [${kubectl}] }] } } } } }`,
    );
    expect(findings(rule, post, cron)).toEqual([]);
    expect(findings(rule, post, waiting('pg_isready, --dbname, migrate'))).toEqual([]);
    expect(findings(rule, post, waiting('kubectl, wait, job/migrate-other'))).toEqual([]);
  });
});
