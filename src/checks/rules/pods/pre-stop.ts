import { listAt, numberAt, valueAt } from '../../read';
import type { Rule } from '../rule';

/** A pod's hook before its end leaves time for the end itself. */
export const preStop: Rule = {
  name: 'pre-stop',
  severity: 'warning',
  summary: 'A preStop hook sleeps for less than the grace period of its pod.',
  why: 'the hook takes all of the time that the pod has to end, and the process is killed',
  examples: {
    good: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  terminationGracePeriodSeconds: 60
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      lifecycle: { preStop: { exec: { command: [sleep, "5"] } } }
`,
    bad: `
apiVersion: v1
kind: Pod
metadata: { name: tiler, namespace: eo }
spec:
  terminationGracePeriodSeconds: 30
  containers:
    - name: tiler
      image: registry.example.org/tiler:1.4.2
      lifecycle: { preStop: { exec: { command: [sleep, "30"] } } }
`,
  },
  *check(inventory) {
    for (const { pod, spec, path } of inventory.containers) {
      const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30;
      const hook = valueAt(spec, 'lifecycle', 'preStop');
      const sleep = sleepOf(listAt(hook, 'exec', 'command'));
      if (sleep === undefined || grace < 1 || sleep < grace) continue;
      const at = `${path}.lifecycle.preStop.exec.command`;
      yield {
        object: pod.object,
        path: at,
        message: `${at} sleeps for ${sleep} seconds, and the pod has ${grace} to end`,
        fix: `write a terminationGracePeriodSeconds of more than ${sleep}`,
      };
    }
  },
};

/** The seconds that a command sleeps, by itself or as the script of a shell. */
function sleepOf(command: readonly unknown[]): number | undefined {
  const words = command.filter((word): word is string => typeof word === 'string').join(' ');
  const seconds = /(?:^|[\s;&/])sleep\s+(\d{1,6})s?(?=$|[\s;&])/.exec(words)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
