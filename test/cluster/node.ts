import { kubectl } from './kubectl';
import { settings } from './settings';

/** The address at which the NodePorts of the cluster answer. */
export async function nodeAddress(): Promise<string> {
  if (settings.nodeAddress) return settings.nodeAddress;
  const internal = '{.items[0].status.addresses[?(@.type=="InternalIP")].address}';
  const { stdout } = await kubectl(['get', 'nodes', '--output', `jsonpath=${internal}`]);
  // The first of several is the one of the cluster's main IP family.
  return stdout.split(' ')[0] ?? '';
}
