import type { Change, Finding, KubernetesObject } from '../../../src/checks';
import { fieldChanges } from '../../../src/checks/change/fields';
import { listAt, numberAt, textAt } from '../../../src/checks/read';
import type { Judge } from '../../../src/command/judge';

/**
 * A judge of few words: a node port must be in its range, an object should have a namespace, it does
 * not know the kind Scene, and no Job may change.
 */
export const judge: Judge = {
  prepare() {},

  async check(objects) {
    return objects.flatMap((object) => [...wrong(object)]);
  },

  async compare(before, after) {
    const old = new Map(before.map((object) => [nameOf(object), object]));
    const now = new Set(after.map(nameOf));
    const changes = after.flatMap((object): Change[] => {
      const previous = old.get(nameOf(object));
      if (!previous) return [{ kind: 'created', object, fields: [], findings: [] }];
      const fields = fieldChanges(previous, object);
      if (fields.length === 0) return [];
      const refused = object.kind === 'Job';
      const findings = refused ? [immutable(object)] : [];
      const kind = refused ? 'refused' : 'changed';
      return [{ kind, object, before: previous, fields, findings }];
    });
    const deleted = before
      .filter((object) => !now.has(nameOf(object)))
      .map((object): Change => ({ kind: 'deleted', object, fields: [], findings: [] }));
    return [...changes, ...deleted];
  },
};

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

function* wrong(object: KubernetesObject): Generator<Finding> {
  for (const [index, port] of listAt(object, 'spec', 'ports').entries()) {
    const nodePort = numberAt(port, 'nodePort') ?? 30000;
    const path = `spec.ports[${index}].nodePort`;
    if (nodePort >= 30000) continue;
    yield {
      rule: 'invalid-value',
      severity: 'error',
      source: 'api-server',
      object,
      path,
      message: `${path}: Invalid value: ${nodePort}: provided port is not in the valid range`,
      why: 'the API server refuses the object',
      fix: 'choose a port in 30000-32767',
    };
  }
  if (textAt(object, 'metadata', 'namespace') === undefined) {
    yield {
      rule: 'namespace',
      severity: 'warning',
      source: 'cdk8s-eo',
      object,
      path: 'metadata.namespace',
      message: 'metadata.namespace is missing',
      why: 'it would land wherever the person who applies it happens to be',
      fix: 'give it a namespace',
    };
  }
  if (object.kind === 'Scene') {
    yield {
      rule: 'no-definition',
      severity: 'info',
      source: 'api-server',
      object,
      path: 'apiVersion',
      message: 'apiVersion: the kind Scene is not known here',
      why: 'its fields could not be judged',
      fix: 'give its CustomResourceDefinition',
    };
  }
}

function immutable(object: KubernetesObject): Finding {
  return {
    rule: 'invalid-value',
    severity: 'error',
    source: 'api-server',
    object,
    path: 'spec.template',
    message: 'spec.template: Invalid value: field is immutable',
    why: 'the API server refuses the object',
    fix: 'give the Job another name',
  };
}
