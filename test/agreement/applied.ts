import type { Verdict } from '../../src/checks/judge';
import { KubectlError, kubectl } from '../cluster/kubectl';
import { ACCEPTED, withoutChance } from './compare';
import type { Manifest } from './manifest';

const APPLY = ['apply', '--validate=strict', '--filename', '-'];

/** Applies an object; throws where it is refused. */
export async function apply(object: Manifest): Promise<void> {
  await kubectl(APPLY, JSON.stringify(object));
}

/** What `kubectl apply` of an object ends with, without changing anything, in the server's words. */
export async function wouldApply(object: Manifest): Promise<string> {
  try {
    await kubectl([...APPLY, '--dry-run=server'], JSON.stringify(object));
    return ACCEPTED;
  } catch (error) {
    if (error instanceof KubectlError) return serversWords(error.output.stderr);
    throw error;
  }
}

/** What kubectl would say to a verdict, as `wouldApply` gives it. */
export function applied({ refusal }: Verdict): string {
  if (!refusal) return ACCEPTED;
  if (refusal.reason !== 'Invalid') return refusal.message.trim();
  return lines(refusal.causes.map(({ field, message }) => `${field}: ${message}`));
}

/** Without what kubectl says itself: the kind and name, or the patch that it sent. */
function serversWords(stderr: string): string {
  const invalid = /^The \S+ ".*?" is invalid:(.*)$/ms.exec(stderr)?.[1];
  if (invalid !== undefined) return lines(invalid.trim().split(/^\* /m));
  return stderr.replace(/^Error from server .*?error when patching "STDIN": /s, '').trim();
}

/** In an order of their own, and each once, as kubectl says them. */
function lines(of: readonly string[]): string {
  const texts = of.map((line) => withoutChance(line).trim()).filter((line) => line !== '');
  return [...new Set(texts)].sort().join('\n');
}
