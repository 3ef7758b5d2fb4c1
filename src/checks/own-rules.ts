import { isReason } from '../../constructs/rules/reason';
import type { Finding } from './finding';
import { Inventory } from './inventory';
import type { KubernetesObject } from './kubernetes-object';
import { textAt } from './read';
import { RULES } from './rules';

/** What the annotations that turn a rule off for one object begin with; the rule's name follows. */
export const EXCEPTION = 'cdk8s-eo/exception-';

/** What our own rules find in all objects of one environment, without what is excepted. */
export function ownFindings(objects: readonly KubernetesObject[]): Finding[] {
  const inventory = new Inventory(objects);
  return RULES.flatMap((rule) =>
    [...rule.check(inventory)]
      .filter(({ object }) => !isExcepted(object, rule.name))
      .map(
        (fault): Finding => ({
          rule: rule.name,
          severity: rule.severity,
          source: 'cdk8s-eo',
          ...fault,
          why: rule.why,
        }),
      ),
  );
}

/** Whether an object says, with a reason, that a rule is not for it. */
export function isExcepted(object: KubernetesObject, rule: string): boolean {
  return isReason(textAt(object, 'metadata', 'annotations', `${EXCEPTION}${rule}`));
}
