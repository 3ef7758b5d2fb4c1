import { debugSetting, runsPythonServer } from '../../../../constructs/rules/debug';
import { below, listAt, textAt } from '../../read';
import type { Rule } from '../rule';
import { tilerPod } from './examples';

/** Nobody who reaches a server can run code in it. */
export const debugServer: Rule = {
  name: 'debug-server',
  severity: 'warning',
  summary: 'No container starts a debug server, as FLASK_DEBUG=1 and flask run --debug do.',
  why: 'anybody who reaches a debug server can run code in it, and each error shows the code and its settings',
  examples: {
    good: tilerPod('      command: [flask, run]\n      env: [{ name: FLASK_DEBUG, value: "0" }]\n'),
    bad: tilerPod('      command: [flask, run]\n      env: [{ name: FLASK_DEBUG, value: "1" }]\n'),
  },
  *check(inventory) {
    for (const { pod, spec, path, init } of inventory.containers) {
      if (init) continue;
      const variables = listAt(spec, 'env');
      const [command, args] = [textsIn(spec, 'command'), textsIn(spec, 'args')];
      const setting = debugSetting(valuesOf(variables), [...command, ...args]);
      if (setting === undefined) continue;
      if (setting.startsWith('-') && !runsPythonServer([...command, ...args])) continue;
      const index = variables.findIndex((variable) => `env.${nameOf(variable)}` === setting);
      const words = debugSetting({}, command) === undefined ? 'args' : 'command';
      const at = index < 0 ? `${path}.${words}` : `${below(`${path}.env`, index)}.value`;
      yield {
        object: pod.object,
        path: at,
        message: `${at} starts a debug server by ${setting.replace(/^env\./, '')}`,
        fix: 'leave it out, and serve with a program for production, such as gunicorn',
      };
    }
  },
};

function textsIn(container: unknown, field: string): string[] {
  return listAt(container, field).filter((word) => typeof word === 'string');
}

function valuesOf(variables: readonly unknown[]): Record<string, string | undefined> {
  return Object.fromEntries(
    variables.map((variable) => [nameOf(variable), textAt(variable, 'value')]),
  );
}

function nameOf(variable: unknown): string {
  return textAt(variable, 'name') ?? '';
}
