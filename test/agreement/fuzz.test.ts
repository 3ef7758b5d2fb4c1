import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Judge } from '../../src/checks/judge';
import { ask, type Both } from './ask';
import { NAMESPACE } from './bases';
import { agrees } from './compare';
import { CUSTOM_RESOURCES, DEFINITIONS } from './custom-resources';
import { EXCLUSIONS } from './exclusions';
import { goodManifests, NOT_WRITTEN } from './kinds';
import { ApiServer } from './live';
import type { Manifest } from './manifest';
import { versionOf } from './minor';
import { fieldsOf, mutated } from './mutations';
import { random } from './props';
import { print, show } from './report';
import { Tally } from './tally';

/** Another seed tries other objects, and is printed, so that a failure can be had again. */
const SEED = Number(process.env.FC_SEED ?? 1);

/** How many objects each minor is asked; more find more. */
const OBJECTS = Number(process.env.FUZZ_OBJECTS ?? 11_000);

/** How many are made, and are on their way, at a time. */
const BATCH = 500;

let both: Both;

beforeAll(async () => {
  const server = await ApiServer.connect();
  both = { server, judge: await Judge.start(versionOf(server)), definitions: DEFINITIONS };
  await server.provide(NAMESPACE);
  await server.define(DEFINITIONS);
});

afterAll(async () => {
  await both?.judge.stop();
  both?.server.close();
});

/** Asks both about so many objects; prints the counts, and fails where they do not agree. */
async function fuzz(title: string, objects: fc.Arbitrary<readonly Manifest[]>, share: number) {
  const tally = new Tally();
  const wanted = Math.ceil(OBJECTS * share);
  for (let batch = 0; tally.asked < wanted; batch += 1) {
    const numRuns = Math.min(BATCH, Math.ceil((wanted - tally.asked) / 2));
    const sample = fc.sample(objects, { numRuns, seed: SEED * 1_000_003 + batch });
    tally.add(await ask(both, sample.flat()));
  }
  print(`Kubernetes ${both.server.minor}, ${title}, FC_SEED=${SEED}: ${tally.summary}`);
  if (tally.disagreements === 0) return;
  const file = join(mkdtempSync(join(tmpdir(), 'disagreements-')), 'examples.txt');
  writeFileSync(file, tally.report);
  throw new Error(`${tally.disagreements} disagreements, the smallest of each kind in ${file}`);
}

test('every kind that can be written has good manifests', () => {
  const written = [...goodManifests(both.server), ...CUSTOM_RESOURCES];
  const missing = both.server.resources
    .filter(({ apiVersion, kind, isDefined }) => {
      const of = written.filter((one) => one.apiVersion === apiVersion && one.kind === kind);
      return of.length < 2 && !isDefined && !NOT_WRITTEN.includes(kind);
    })
    .map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  expect(missing).toEqual([]);
});

test('good manifests of every kind are accepted by both', async () => {
  const comparisons = await ask(both, [...goodManifests(both.server), ...CUSTOM_RESOURCES]);
  const wrong = comparisons.filter((one) => !one.accepted || !agrees(one));
  expect(wrong.map(show).join('\n\n')).toBe('');
});

test('mutations of good manifests are judged as the server judges them', async () => {
  const good = goodManifests(both.server);
  await fuzz(
    'mutations of built-in kinds',
    mutated(good, fieldsOf(good)).map((one) => [one]),
    0.7,
  );
});

test('mutations of custom resources are judged as the server judges them', async () => {
  const fields = fieldsOf(CUSTOM_RESOURCES);
  await fuzz(
    'mutations of custom resources',
    mutated(CUSTOM_RESOURCES, fields).map((one) => [one]),
    0.15,
  );
});

test('what random props make is judged as the server judges it', async () => {
  await fuzz('objects of random props', random, 0.15);
});

test('each exclusion says why', () => {
  expect(EXCLUSIONS.filter(({ why }) => why.length < 20)).toEqual([]);
});
