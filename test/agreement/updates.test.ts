import { Judge, type Verdict } from '../../src/checks/judge';
import { applied, apply, wouldApply } from './applied';
import { NAMESPACE } from './bases';
import { ACCEPTED, compare } from './compare';
import { fieldOf } from './json';
import { ApiServer } from './live';
import type { Json, Manifest } from './manifest';
import { versionOf } from './minor';
import { printTable } from './report';
import { UPDATES } from './updates';
import type { Update } from './updates/update';

let server: ApiServer;
let judge: Judge;

beforeAll(async () => {
  server = await ApiServer.connect();
  judge = await Judge.start(versionOf(server));
  await server.provide(NAMESPACE);
});

afterAll(async () => {
  await judge?.stop();
  server?.close();
});

/** What both say to one change, sent in one way. */
interface Said {
  readonly next: Manifest;
  readonly server: string;
  readonly judge: string;
}

/** Makes the old object, with its status, and asks both about each new one; then takes it away. */
async function asked({
  old,
  next,
  status,
}: Update): Promise<{ applied: Said[]; replaced: Said[] }> {
  const known = status ? { ...old, status } : old;
  await apply(old);
  try {
    if (status) await server.patch(old, 'merge-patch', { status }, '/status');
    const live = await server.read(old);
    const [forApply, forReplace] = [await verdicts('apply'), await verdicts('replace')];
    const saidApplied: Said[] = [];
    const saidReplaced: Said[] = [];
    for (const [index, object] of next.entries()) {
      const [ofApply, ofReplace] = [forApply[index], forReplace[index]];
      if (!ofApply || !ofReplace) throw new Error('expected a verdict');
      saidApplied.push({ next: object, server: await wouldApply(object), judge: applied(ofApply) });
      const answer = await server.wouldReplace(withVersion(object, live));
      saidReplaced.push({ next: object, ...compare(object, answer, ofReplace) });
    }
    return { applied: saidApplied, replaced: saidReplaced };
  } finally {
    await server.delete(old);
  }

  function verdicts(mode: 'apply' | 'replace'): Promise<Verdict[]> {
    return judge.ask(next.map((object) => ({ object, old: known, mode })));
  }
}

/** As `kubectl replace` sends it: with the version of the one that is there. */
function withVersion(object: Manifest, live: Json | undefined): Manifest {
  const resourceVersion = fieldOf(fieldOf(live, 'metadata'), 'resourceVersion');
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

function rightly(said: readonly Said[], accepted: boolean): string {
  const right = said.filter(
    (one) =>
      one.server.startsWith(ACCEPTED) === accepted && one.judge.startsWith(ACCEPTED) === accepted,
  );
  return `${right.length}/${said.length}`;
}

test('changes of objects are judged as the server judges them', async () => {
  const lines: string[][] = [];
  const wrong: string[] = [];
  for (const update of UPDATES) {
    const before = server.minor === '1.27' ? update.acceptedBefore : undefined;
    const accepted = before ?? update.accepted;
    const both = await asked(update);
    const same = [...both.applied, ...both.replaced].every((one) => one.server === one.judge);
    lines.push([
      update.field,
      accepted ? 'accepted' : 'refused',
      rightly(both.applied, accepted),
      rightly(both.replaced, update.replaced ?? accepted),
      same ? 'yes' : 'NO',
    ]);
    for (const [how, said, expected] of [
      ['applied', both.applied, accepted],
      ['replaced', both.replaced, update.replaced ?? accepted],
    ] as const) {
      for (const one of said) {
        if (one.server === one.judge && one.server.startsWith(ACCEPTED) === expected) continue;
        wrong.push(
          [
            `${update.field}, ${how}, expected to be ${expected ? 'accepted' : 'refused'}`,
            `old:    ${JSON.stringify(update.old)}`,
            `new:    ${JSON.stringify(one.next)}`,
            `server: ${one.server}`,
            `judge:  ${one.judge}`,
          ].join('\n'),
        );
      }
    }
  }
  const right = lines.filter((line) => line[4] === 'yes').length;
  printTable(
    `Kubernetes ${server.minor}: what the server and the judge say to changes`,
    ['what is changed', 'the server', 'applied: both', 'replaced: both', 'same text'],
    [...lines, ['sum', '', '', '', `${right}/${lines.length}`]],
  );
  expect(wrong.join('\n\n')).toBe('');
});
