import type { Inventory } from '../../inventory';
import type { Container } from '../../pods';
import { below, listAt, mapAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** A `$(NAME)` stands for a variable of its container. */
export const unexpandedVariable: Rule = {
  name: 'unexpanded-variable',
  severity: 'warning',
  summary: '`$(NAME)` in a command, in arguments or in a value names a variable of the container.',
  why: 'nothing is put in its place, and the program gets the text $(NAME)',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      args: ["--queue", "redis://$(REDIS_HOST):6379"]
      env: [{ name: REDIS_HOST, value: redis }]
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: worker, namespace: eo }
spec:
  containers:
    - name: worker
      image: registry.example.org/worker:1.4.2
      args: ["--queue", "redis://$(REDIS_HOST):6379"]
      env: [{ name: REDIS_SERVER, value: redis }]
`,
  },
  *check(inventory) {
    for (const container of inventory.containers) {
      const uses = usesOf(container);
      if (uses.length === 0) continue;
      const known = variablesOf(container, inventory);
      if (known === undefined) continue;
      const [first, ...more] = uses.filter(
        ({ name, tooEarly }) => (tooEarly || !known.has(name)) && !isOfService(container, name),
      );
      if (first === undefined) continue;
      const { name, path } = first;
      const others = new Set(more.map((use) => use.name).filter((other) => other !== name));
      const also = [...others].map((other) => `, nor is $(${other})`).join('');
      yield {
        object: container.pod.object,
        path,
        ...(known.has(name)
          ? {
              message: `${path} uses $(${name}), which is not set before it`,
              fix: `set ${name} before it, or write the value itself`,
            }
          : {
              message: `${path} has $(${name}), which is no variable of the container${also}`,
              fix: `set ${name} in env, or write $$(${name}) where the text is meant`,
            }),
      };
    }
  },
};

interface Use {
  readonly name: string;
  readonly path: string;
  /** Whether it stands before the variable is set, if it is at all. */
  readonly tooEarly: boolean;
}

function usesOf({ spec, path }: Container): Use[] {
  const words = ['command', 'args'].flatMap((field) => {
    const list = listAt(spec, field);
    const isScript = list.some((word) => typeof word === 'string' && /(^|\/)\w*sh$/.test(word));
    return list.flatMap((word, index) =>
      namesIn(word, isScript).map((name) => ({
        name,
        path: below(`${path}.${field}`, index),
        tooEarly: false,
      })),
    );
  });
  return [...words, ...usesInEnv(spec, path)];
}

/** A value can use the variables before it. */
function usesInEnv(spec: Record<string, unknown>, path: string): Use[] {
  const uses: Use[] = [];
  const before = new Set<string>();
  const isFrom = listAt(spec, 'envFrom').length > 0;
  for (const [index, variable] of listAt(spec, 'env').entries()) {
    const at = `${below(`${path}.env`, index)}.value`;
    for (const name of namesIn(valueAt(variable, 'value'), false)) {
      if (!before.has(name)) uses.push({ name, path: at, tooEarly: !isFrom });
    }
    before.add(textAt(variable, 'name') ?? '');
  }
  return uses;
}

/**
 * The names in `$(NAME)` that can be those of variables. `$$(NAME)` stands for the text, and in a shell's
 * script `$(name)` is a command.
 */
function namesIn(text: unknown, isScript: boolean): string[] {
  if (typeof text !== 'string' || !text.includes('$(')) return [];
  const shell = isScript || /\s/.test(text);
  return [...text.matchAll(/(\$+)\(([A-Za-z_]\w*)\)/g)]
    .filter(
      ([, dollars = '', name = '']) => dollars.length % 2 === 1 && (!shell || !/[a-z]/.test(name)),
    )
    .map(([, , name = '']) => name);
}

/**
 * The names that a container has, those included that an operator appends; `undefined` where an object
 * that is not here sets more.
 */
function variablesOf(
  { pod, spec, path }: Container,
  inventory: Inventory,
): Set<string> | undefined {
  const appended = path.startsWith(`${pod.path}.containers`) ? pod.appendedEnv : [];
  const names = listAt(spec, 'env').map((variable) => textAt(variable, 'name') ?? '');
  for (const source of listAt(spec, 'envFrom')) {
    const config = textAt(source, 'configMapRef', 'name');
    const object = config && inventory.beside(pod.object, '/ConfigMap', config);
    if (!object) return undefined;
    const prefix = textAt(source, 'prefix') ?? '';
    names.push(...Object.keys(mapAt(object, 'data')).map((key) => prefix + key));
  }
  return new Set([...names, ...appended]);
}

/** What Kubernetes itself sets for the Services that were there before the pod. */
function isOfService({ pod }: Container, name: string): boolean {
  if (name.startsWith('KUBERNETES_')) return true;
  const isPattern = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)\w*)?)$/.test(name);
  return isPattern && pod.spec.enableServiceLinks !== false;
}
