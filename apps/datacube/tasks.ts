import { Duration } from 'cdk8s';
import { type ExtraContainerProps, Run, TaskJob } from '../../constructs';
import { type Access, together } from './access';
import type { DatacubePlan } from './plan';

/** Makes the schema, the products, and what OWS adds to the schema. */
export function setupTask(plan: DatacubePlan): TaskJob {
  const { images, commands, datacube, taskFiles, owsConfig } = plan;
  const setup = { name: 'setup', image: images.index, command: commands.setup };
  const ows = { name: 'ows', image: images.ows, command: commands.owsSchema };
  return task(plan, 'datacube-setup', 'setup', Run.job(), [
    { ...setup, access: together(datacube, taskFiles) },
    ...(owsConfig ? [{ ...ows, access: together(datacube, owsConfig) }] : []),
  ]);
}

/** Adds scenes to the index, and then tells Explorer and OWS of them. */
export function indexTask(plan: DatacubePlan, id: string, run = Run.job()): TaskJob {
  const { images, commands, datacube, storage, taskFiles, hasExplorer, owsConfig } = plan;
  const index = { name: 'index', image: images.index, command: commands.index };
  const summarize = { name: 'summarize', image: images.explorer, command: commands.summarize };
  const ows = { name: 'ows', image: images.ows, command: commands.owsUpdate };
  return task(plan, id, 'index', run, [
    { ...index, access: together(datacube, storage.reading, taskFiles) },
    ...(hasExplorer ? [{ ...summarize, access: datacube }] : []),
    ...(owsConfig ? [{ ...ows, access: together(datacube, owsConfig) }] : []),
  ]);
}

/** On a schedule, with an end: a task that hung would hold up all that come after it. */
export function scheduled(schedule = '0 3 * * *'): Run {
  return Run.cronJob({ schedule, activeDeadline: Duration.hours(12) });
}

/** One command of a task. */
interface Step {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly access: Access;
}

/**
 * A Job or a CronJob of several steps, of which each must have ended well before the next one starts. Where
 * one fails, another pod begins with the first: all of them run again.
 */
function task(
  plan: DatacubePlan,
  id: string,
  component: string,
  run: Run,
  steps: readonly [Step, ...Step[]],
): TaskJob {
  const { name: _, ...last } = container(plan, steps[steps.length - 1] ?? steps[0]);
  return new TaskJob(plan.chart, id, {
    ...last,
    initContainers: steps.slice(0, -1).map((step) => container(plan, step)),
    imagePullSecrets: plan.pods.imagePullSecrets,
    connectsTo: together(...steps.map(({ access }) => access)).connectsTo,
    component,
    run,
  });
}

function container(
  { pods: { imagePullPolicy }, sizes }: DatacubePlan,
  { name, image, command, access: { env, mounts } }: Step,
): ExtraContainerProps {
  return { name, image, imagePullPolicy, command, env, mounts, resources: sizes.task };
}
