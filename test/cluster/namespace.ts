import { randomBytes } from 'node:crypto';
import { kubectl, type Output } from './kubectl';
import { DEADLINE_SECONDS, eventually } from './waiting';

/** A level of Pod Security; `privileged` admits everything. */
export type PodSecurity = 'restricted' | 'privileged';

/** A namespace of one suite, and what is done in it. */
export class TestNamespace {
  /** Makes one with a new name, and waits until pods can be made in it. */
  static async create(prefix: string, security: PodSecurity): Promise<TestNamespace> {
    return TestNamespace.named(`${prefix}-${randomBytes(3).toString('hex')}`, security);
  }

  /** Makes the one of this name. */
  static async named(name: string, security: PodSecurity): Promise<TestNamespace> {
    const namespace = new TestNamespace(name);
    await kubectl(['create', 'namespace', name]);
    await namespace.enforce(security);
    await eventually(
      `namespace ${name} has its ServiceAccount`,
      () => namespace.kubectl('get', 'serviceaccount', 'default'),
      () => true,
    );
    return namespace;
  }

  private constructor(readonly name: string) {}

  /** Makes Pod Security refuse, and warn of, what is not of this level. */
  async enforce(security: PodSecurity): Promise<Output> {
    const labels = ['enforce', 'warn'].map(
      (mode) => `pod-security.kubernetes.io/${mode}=${security}`,
    );
    return kubectl(['label', '--overwrite', 'namespace', this.name, ...labels]);
  }

  /** kubectl in this namespace. */
  kubectl(...args: string[]): Promise<Output> {
    return kubectl(['--namespace', this.name, ...args]);
  }

  /** `kubectl apply` of manifests, with more of its flags where given. */
  apply(manifests: string, ...flags: string[]): Promise<Output> {
    return kubectl(['--namespace', this.name, 'apply', ...flags, '--filename', '-'], manifests);
  }

  /** A value by its JSONPath, as in `get('deployment/x', '{.spec.replicas}')`. */
  async get(object: string, jsonPath: string): Promise<string> {
    return (await this.kubectl('get', object, '--output', `jsonpath=${jsonPath}`)).stdout;
  }

  /** What a command in the running container prints. */
  async exec(object: string, ...command: string[]): Promise<string> {
    return (await this.kubectl('exec', object, '--', ...command)).stdout;
  }

  /** Waits until all pods of a Deployment, or of another kind, are of its newest template and ready. */
  async rolledOut(name: string, kind = 'deployment'): Promise<void> {
    const timeout = `--timeout=${DEADLINE_SECONDS}s`;
    try {
      await this.kubectl('rollout', 'status', `${kind}/${name}`, timeout);
    } catch (error) {
      throw new Error(`${String(error)}\n${await this.diagnose()}`);
    }
  }

  /** As `eventually`; a failure shows what goes on in the namespace. */
  eventually<T>(what: string, ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
    return eventually(what, ask, isRight, () => this.diagnose());
  }

  /** What a person would look at first: the objects, the events and the logs. */
  async diagnose(): Promise<string> {
    const look = async (...args: string[]): Promise<string> => {
      const said = await this.kubectl(...args).catch((error: unknown) => ({
        stdout: '',
        stderr: String(error),
      }));
      return `--- kubectl ${args.join(' ')}\n${said.stdout}${said.stderr}`;
    };
    const pods = (await this.get('pods', '{.items[*].metadata.name}').catch(() => '')).split(' ');
    return [
      await look('get', 'deployment,statefulset,job,pod,pvc,service', '--output', 'wide'),
      await look('get', 'events', '--sort-by=.lastTimestamp'),
      ...(await Promise.all(
        pods
          .filter((pod) => pod !== '')
          .map((pod) => look('logs', pod, '--all-containers', '--prefix', '--tail=40')),
      )),
    ].join('\n');
  }

  /** The objects in it that a new namespace does not have and that do not go by themselves. */
  async leftovers(): Promise<string[]> {
    const resources = await kubectl([
      ...['api-resources', '--namespaced', '--verbs=list,delete', '--output=name'],
    ]);
    const kinds = resources.stdout
      .split('\n')
      .filter((kind) => kind !== '' && !/^events(\.|$)/.test(kind));
    const { stdout } = await this.kubectl('get', kinds.join(','), '--output=name');
    const its = ['configmap/kube-root-ca.crt', 'serviceaccount/default'];
    return stdout.split('\n').filter((object) => object !== '' && !its.includes(object));
  }

  /** Deletes it with all that is in it, and waits for that. */
  async delete(): Promise<void> {
    await kubectl(['delete', 'namespace', this.name, '--ignore-not-found', '--wait']);
  }
}
