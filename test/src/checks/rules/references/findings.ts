import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../../../../src/checks';
import { Inventory } from '../../../../../src/checks/inventory';
import { describe } from '../../../../../src/checks/kubernetes-object';
import { REFERENCE_RULES } from '../../../../../src/checks/rules/references';
import type { Fault } from '../../../../../src/checks/rules/rule';

/** The objects of a YAML text. */
export function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** What one rule finds in objects. */
export function faultsOf(rule: string, objects: readonly KubernetesObject[]): Fault[] {
  const found = REFERENCE_RULES.find(({ name }) => name === rule);
  if (found === undefined) throw new Error(`there is no rule ${rule}`);
  return [...found.check(new Inventory(objects))];
}

/** What one rule finds in a YAML text, as `Kind namespace/name: message`. */
export function findings(rule: string, ...yaml: readonly string[]): string[] {
  return faultsOf(rule, objectsOf(yaml.join('\n---\n'))).map(
    ({ object, message }) => `${describe(object)}: ${message}`,
  );
}
