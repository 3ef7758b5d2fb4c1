import { Duration } from 'cdk8s';
import { KEDA, Keda, kedaOperatorOf, type ScaledJobOptions } from '../../constructs/keda';
import { checkArgument } from '../../constructs/shape';
import { errorOf, untyped } from './support/errors';

const checked = (run: unknown) => () => checkArgument('Worker', 'run', run, KEDA);
const scaledJob = (options: unknown) => Keda.scaledJob(untyped<ScaledJobOptions>(options));

describe('Keda', () => {
  test('is taken with all options', () => {
    const every: Required<ScaledJobOptions> = {
      maxReplicas: 20,
      minReplicas: 1,
      pollingInterval: Duration.seconds(10),
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 2,
      itemsPerJob: 5,
      activationItems: 3,
      operatorNamespace: 'keda-system',
      activeDeadline: Duration.hours(6),
      backoffLimit: 3,
      annotations: { 'autoscaling.keda.sh/paused': 'true' },
    };
    expect(checked(Keda.scaledJob(every))).not.toThrow();
  });

  test('connects from the namespace of its operator', () => {
    expect(kedaOperatorOf(Keda.scaledJob({ maxReplicas: 1 })).spec).toEqual({
      type: 'namespace',
      name: 'keda',
    });
    const elsewhere = Keda.scaledJob({ maxReplicas: 1, operatorNamespace: 'keda-system' });
    expect(kedaOperatorOf(elsewhere).spec).toEqual({ type: 'namespace', name: 'keda-system' });
  });

  test.each<[string, unknown, string]>([
    [
      'it is another value',
      { maxReplicas: 10 },
      'run must be a Keda, got {"maxReplicas":10}; write Keda.scaledJob({ maxReplicas: 10 })',
    ],
    [
      'an option is misspelt',
      scaledJob({ maxReplicas: 10, minReplica: 1 }),
      "run.minReplica must be left out, because there is no such prop, got 1; did you mean 'minReplicas'?",
    ],
    [
      'pods of a Job are to run beside each other, which KEDA would count as one',
      scaledJob({ maxReplicas: 10, parallelism: 2 }),
      'run.parallelism must be left out, because there is no such prop, got 2',
    ],
    [
      'the interval is a number',
      scaledJob({ maxReplicas: 10, pollingInterval: 30 }),
      "run.pollingInterval must be a Duration, got 30; write Duration.seconds(30) of 'cdk8s'",
    ],
  ])('is refused if %s', (_, run, message) => {
    expect(errorOf(checked(run)).message).toBe(`Worker: ${message}`);
  });
});
