import type { Finding } from './finding';
import { ApiServer, type KubernetesVersion, NEWEST } from './judge';
import type { KubernetesObject } from './kubernetes-object';
import type { CheckOptions } from './options';
import { ownFindings } from './own-rules';
import { serverFindings } from './server-findings';
import { isWritable } from './writable';

/** What the API server, Pod Security and our own rules find, in the order of the objects. */
export async function judgeObjects(
  objects: readonly KubernetesObject[],
  options: CheckOptions,
): Promise<Finding[]> {
  const [fromServer, own] = await Promise.all([
    serverFindings(objects.filter(isWritable), options),
    options.ownRules === false ? [] : ownFindings(objects),
  ]);
  const order = new Map(objects.map((object, index) => [object, index]));
  const place = ({ object }: Finding) => order.get(object) ?? 0;
  return [...fromServer, ...own].sort((a, b) => place(a) - place(b));
}

/** Starts the API server of a version beside other work, where nothing was asked of it before. */
export function startServer(kubernetes: KubernetesVersion = NEWEST): void {
  ApiServer.of(kubernetes).prepare();
}
