import { listAt, textAt, valueAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** A secret is read from a file. */
export const secretInEnvironment: Rule = {
  name: 'secret-in-environment',
  severity: 'warning',
  summary: 'A container reads secrets from files, not from environment variables.',
  why: 'variables are seen by every child process, and end up in crash reports and logs',
  examples: {
    good: tilerPod(
      `      env: [{ name: PASSWORD_FILE, value: /secrets/database/password }]
      volumeMounts: [{ name: database, mountPath: /secrets/database, readOnly: true }]
`,
      '  volumes: [{ name: database, secret: { secretName: database, optional: true } }]\n',
    ),
    bad: tilerPod(`      env:
        - name: PASSWORD
          valueFrom: { secretKeyRef: { name: database, key: password } }
`),
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const variables = listAt(spec, 'env').flatMap((variable) =>
        valueAt(variable, 'valueFrom', 'secretKeyRef') === undefined
          ? []
          : [textAt(variable, 'name') ?? 'a variable'],
      );
      const whole = listAt(spec, 'envFrom').flatMap((source) =>
        valueAt(source, 'secretRef') === undefined
          ? []
          : [`all of the Secret '${textAt(source, 'secretRef', 'name') ?? ''}'`],
      );
      const secrets = [...variables, ...whole];
      if (secrets.length === 0) continue;
      const at = `${path}.${variables.length > 0 ? 'env' : 'envFrom'}`;
      yield {
        object: pod.object,
        path: at,
        message: `${at} takes from Secrets: ${secrets.join(', ')}`,
        fix: 'mount the Secret as files, where the program can read them',
      };
    }
  },
};
