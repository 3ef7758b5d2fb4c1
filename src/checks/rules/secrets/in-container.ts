import type { CredentialFinding } from '../../../../constructs/rules/credentials/credentials';
import { isPasswordName } from '../../../../constructs/rules/credentials/keys';
import type { Container } from '../../pods';
import { below, listAt, textAt } from '../../read';
import { inCommand, inSetting } from './detector';
import { type CredentialPlace, placeOf } from './place';

/**
 * The variables, commands, arguments and headers of a container that hold what looks like a credential.
 *
 * @param secretNames names of Secrets, which a variable may hold
 */
export function inContainer(
  container: Container,
  secretNames: ReadonlySet<string>,
): CredentialPlace[] {
  const { pod, spec, path } = container;
  const variables = listAt(spec, 'env').flatMap((variable, index) =>
    placeOf(pod.object, `${below(`${path}.env`, index)}.value`, inVariable(variable, secretNames)),
  );
  const commands = COMMANDS.flatMap((steps) =>
    placeOf(pod.object, [path, ...steps].join('.'), inCommand(listAt(spec, ...steps))),
  );
  const headers = ASKED.flatMap((steps) => {
    const list = listAt(spec, ...steps, 'httpGet', 'httpHeaders');
    return list.flatMap((header, index) => {
      const at = below([path, ...steps, 'httpGet', 'httpHeaders'].join('.'), index);
      const value = textAt(header, 'value') ?? '';
      return placeOf(pod.object, `${at}.value`, inSetting(textAt(header, 'name') ?? '', value));
    });
  });
  return [...variables, ...commands, ...headers];
}

const ASKED = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

const COMMANDS = [['command'], ['args'], ...ASKED.map((steps) => [...steps, 'exec', 'command'])];

function inVariable(variable: unknown, secretNames: ReadonlySet<string>): CredentialFinding[] {
  const [name, value] = [textAt(variable, 'name') ?? '', textAt(variable, 'value')];
  if (value === undefined) return [];
  return secretNames.has(value) && !isPasswordName(name) ? [] : inSetting(name, value);
}
