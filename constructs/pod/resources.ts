import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { explain, must } from '../invalid';
import { labelKey } from '../rules/names';
import { integerIn } from '../rules/numbers';
import { type Violation, violation } from '../rules/violation';
import { type Check, instanceOf, isSize, mapOf, objectOf, ruled, size } from '../shape';
import { type Exception, REASON, type Reason, reasonOf } from './exceptions';

/** What a container asks for, and the most that it gets. */
export interface Resources {
  /**
   * Processor time. A request without a limit leaves the limit out: say why in `unlimited`.
   *
   * @default - a request of 100 millicores and a limit of 1 core
   */
  readonly cpu?: Amounts<Cpu>;

  /**
   * Memory; the container is killed above its limit. A request without a limit leaves the limit out:
   * say why in `unlimited`.
   *
   * @default - a request of 256 Mi and a limit of 1 Gi
   */
  readonly memory?: Amounts<Size>;

  /**
   * Space on the node's disk for logs, scratch folders and the container's own layer; the pod is
   * evicted above its limit.
   *
   * @default - a request of 256 Mi, and a limit of 512 Mi more than the scratch space
   */
  readonly ephemeralStorage?: Amounts<Size>;

  /**
   * Devices and other extended resources in whole numbers, such as `{ 'nvidia.com/gpu': 1 }`.
   *
   * @default - none
   */
  readonly extended?: Readonly<Record<string, number>>;

  /**
   * Why the limit of `cpu` or `memory` is left out: without one the container can starve the others
   * of its node. The reason is written into the manifest.
   *
   * @default - the checks warn of a limit that is left out
   */
  readonly unlimited?: Reason;
}

/** How much of something a container asks for, and the most that it gets. */
export interface Amounts<T> {
  /**
   * What the node must have free.
   *
   * @default - none
   */
  readonly request?: T;

  /**
   * The most that the container gets.
   *
   * @default - none
   */
  readonly limit?: T;
}

const CPU = instanceOf(Cpu, "write Cpu.millis(500) of 'cdk8s-plus-27'");

/** The type of `resources`. */
export const RESOURCES: Check = objectOf<Resources>({
  cpu: objectOf<Amounts<Cpu>>({ request: CPU, limit: CPU }),
  memory: objectOf<Amounts<Size>>({ request: size, limit: size }),
  ephemeralStorage: objectOf<Amounts<Size>>({ request: size, limit: size }),
  extended: mapOf(ruled),
  unlimited: REASON,
});

/** Bytes that a container may write to scratch space on the node's disk and in memory. */
interface Written {
  readonly disk: number;
  readonly memory: number;
}

const MEBIBYTE = 1024 * 1024;

/** The processor time of a container that says nothing of it. */
export const DEFAULT_CPU: Amounts<Cpu> = { request: Cpu.millis(100), limit: Cpu.units(1) };

/** The memory of a container that says nothing of it. */
export const DEFAULT_MEMORY: Amounts<Size> = {
  request: Size.mebibytes(256),
  limit: Size.gibibytes(1),
};

/**
 * The resources of a container.
 *
 * @param written what the container may write to scratch space
 * @throws where a request is above its limit, an amount is not above zero, or the limit of
 *   ephemeral storage or of memory does not hold the scratch space
 */
export function containerResources(
  construct: Construct,
  prop: string,
  resources: Resources = {},
  written: Written = { disk: 0, memory: 0 },
): k8s.ResourceRequirements {
  const { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY } = resources;
  const {
    request = Size.mebibytes(256),
    limit = Size.mebibytes(512 + Math.ceil(written.disk / MEBIBYTE)),
  } = resources.ephemeralStorage ?? {};
  checkPair(construct, `${prop}.cpu`, cpu.request, cpu.limit, asMillicores);
  checkPair(construct, `${prop}.memory`, memory.request, memory.limit, asBytes);
  checkPair(construct, `${prop}.ephemeralStorage`, request, limit, asBytes);
  if (asBytes(limit) < written.disk) {
    throw explain(
      construct,
      `${prop}.ephemeralStorage.limit must be at least the scratch space of the container, ` +
        `${written.disk / MEBIBYTE} Mi, got ${limit.asString()}`,
      'leave the limit out, or make the scratch space smaller',
    );
  }
  if (memory.limit !== undefined && asBytes(memory.limit) <= written.memory) {
    throw explain(
      construct,
      `${prop}.memory.limit must be above the scratch space in memory, ` +
        `${written.memory / MEBIBYTE} Mi, got ${memory.limit.asString()}`,
      'raise the limit, or make the scratch space smaller',
    );
  }
  const extended = extendedResources(construct, `${prop}.extended`, resources.extended);
  return {
    requests: {
      ...amounts(cpu.request, memory.request, request),
      ...extended,
    },
    limits: { ...amounts(cpu.limit, memory.limit, limit), ...extended },
  };
}

/** What the limits that a container leaves out are an exception from, where it says why. */
export function resourceExceptions(
  construct: Construct,
  prop: string,
  { cpu, memory, unlimited }: Resources = {},
): Exception[] {
  if (unlimited === undefined) return [];
  const reason = reasonOf(
    construct,
    `${prop}.unlimited.reason`,
    unlimited.reason,
    'the container has no limit',
  );
  const isLimited = [cpu, memory].every((amounts) => amounts === undefined || amounts.limit);
  return isLimited ? [] : [{ name: 'unset-resources', reason, checks: ['container-resources'] }];
}

/** A size in bytes. */
export function asBytes(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
}

/** A size as the API server writes it. */
export function asQuantity(size: Size): k8s.Quantity {
  return k8s.Quantity.fromString(size.asString());
}

/** Processor time in thousandths of a core. */
export function asMillicores({ amount }: Cpu): number {
  return amount.endsWith('m') ? Number(amount.slice(0, -1)) : Number(amount) * 1000;
}

function amounts(cpu?: Cpu, memory?: Size, storage?: Size): Record<string, k8s.Quantity> {
  return {
    ...(cpu && { cpu: k8s.Quantity.fromString(cpu.amount) }),
    ...(memory && { memory: asQuantity(memory) }),
    ...(storage && { 'ephemeral-storage': asQuantity(storage) }),
  };
}

function extendedResources(
  construct: Construct,
  prop: string,
  extended: Readonly<Record<string, number>> = {},
): Record<string, k8s.Quantity> {
  return Object.fromEntries(
    Object.entries(extended).map(([name, count]) => {
      must(construct, `${prop} name`, name, labelKey(name) ?? notExtended(name));
      must(construct, `${prop}['${name}']`, count, integerIn(count, 1, 1024));
      return [name, k8s.Quantity.fromNumber(count)];
    }),
  );
}

/** A resource without a domain is one of Kubernetes itself, and so is one under its domain. */
function notExtended(name: string): Violation | undefined {
  if (!name.includes('/')) return violation('must have a domain', "for example 'nvidia.com/gpu'");
  if (!name.includes('kubernetes.io/')) return undefined;
  return violation("must not have the domain 'kubernetes.io', under which no device is found");
}

function checkPair<T extends Size | Cpu>(
  construct: Construct,
  prop: string,
  request: T | undefined,
  limit: T | undefined,
  measure: (amount: T) => number,
): void {
  for (const [name, amount] of [
    ['request', request],
    ['limit', limit],
  ] as const) {
    if (amount === undefined || measure(amount) > 0) continue;
    throw explain(construct, `${prop}.${name} must be above 0, got ${text(amount)}`);
  }
  if (request === undefined || limit === undefined || measure(request) <= measure(limit)) return;
  throw explain(
    construct,
    `${prop}.request must be at most its limit, ${text(limit)}, got ${text(request)}`,
    'raise the limit or lower the request',
  );
}

function text(amount: Size | Cpu): string {
  return isSize(amount) ? amount.asString() : amount.amount;
}
