import type { Judge } from '../../src/checks/judge';
import { agrees, type Comparison, compare } from './compare';
import type { Answer, ApiServer } from './live';
import type { Manifest } from './manifest';

/** Whom a test asks, and with which definitions of custom resources. */
export interface Both {
  readonly server: ApiServer;
  readonly judge: Judge;
  readonly definitions?: readonly Manifest[];
}

/** Asks the server and the judge, at the same time, whether each object could be made. */
export async function ask(
  { server, judge, definitions }: Both,
  objects: readonly Manifest[],
): Promise<Comparison[]> {
  const questions = objects.map((object) => ({ object }));
  const [verdicts, answers] = await Promise.all([
    judge.ask(questions, definitions),
    Promise.all(objects.map((object) => server.wouldCreate(object))),
  ]);
  const comparisons: Comparison[] = [];
  for (const [index, object] of objects.entries()) {
    const [answer, verdict] = [answers[index], verdicts[index]];
    if (!answer || !verdict) throw new Error(`expected an answer to ${JSON.stringify(object)}`);
    const comparison = compare(object, answer, verdict);
    comparisons.push(
      isAllocation(comparison) ? compare(object, await made(server, object), verdict) : comparison,
    );
  }
  return comparisons;
}

/**
 * A dry run allocates nothing: the server does not say which ports it does not have, and picks others
 * than it would.
 */
function isAllocation(comparison: Comparison): boolean {
  return comparison.object.kind === 'Service' && !agrees(comparison);
}

/** Makes the object, and takes it away again. */
async function made(server: ApiServer, object: Manifest): Promise<Answer> {
  const answer = await server.create(object);
  if (!answer.refusal) await server.delete(object);
  return answer;
}
