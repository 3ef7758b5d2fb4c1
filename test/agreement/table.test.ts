import { Judge } from '../../src/checks/judge';
import { ask, type Both } from './ask';
import { NAMESPACE } from './bases';
import { agrees, type Comparison } from './compare';
import { ApiServer } from './live';
import type { Manifest } from './manifest';
import { versionOf } from './minor';
import { printTable, show } from './report';
import { decodingRows } from './rows/decoding';
import { TABLE } from './table';

/** The objects of a row that are alike, and what is expected of them. */
interface Group {
  readonly accepted: boolean;
  readonly comparisons: readonly Comparison[];
}

let both: Both;

beforeAll(async () => {
  const server = await ApiServer.connect();
  both = { server, judge: await Judge.start(versionOf(server)) };
  await server.provide(NAMESPACE);
});

afterAll(async () => {
  await both?.judge.stop();
  both?.server.close();
});

async function judged(objects: readonly Manifest[], accepted: boolean): Promise<Group> {
  return { accepted, comparisons: await ask(both, objects) };
}

/** How many of a group are judged by both as expected, for example `3/3`. */
function counted(groups: readonly Group[], accepted: boolean): string {
  const all = groups.flatMap((group) => (group.accepted === accepted ? group.comparisons : []));
  const right = all.filter((one) => one.sameVerdict && one.accepted === accepted);
  return all.length === 0 ? '' : `${right.length}/${all.length}`;
}

/** What is not as expected, in words. */
function mistakes(title: string, groups: readonly Group[]): string[] {
  return groups.flatMap(({ accepted, comparisons }) =>
    comparisons
      .filter((one) => !agrees(one) || one.accepted !== accepted)
      .map((one) => `${title}: ${accepted ? 'allowed' : 'beyond'}\n${show(one)}`),
  );
}

function lineOf(title: string, field: string, groups: readonly Group[], lenient = 0): string[] {
  const all = groups.flatMap(({ comparisons }) => comparisons);
  return [
    title,
    field,
    counted(groups, true),
    counted(groups, false),
    all.every(agrees) ? 'yes' : 'NO',
    lenient === 0 ? '' : `${lenient} accepted by server – we must reject`,
  ];
}

test('every rule of the table has the same boundary and the same words as the server', async () => {
  const { minor } = both.server;
  const newest = minor !== '1.27';
  const lines: string[][] = [];
  const wrong: string[] = [];
  const all: Group[] = [];
  for (const row of TABLE) {
    const groups = [
      await judged(row.allowed, true),
      await judged(row.lenient ?? [], true),
      await judged(row.beyond, false),
      await judged(row.relaxed ?? [], newest),
      await judged(row.tightened ?? [], !newest),
    ];
    all.push(...groups);
    lines.push(lineOf(`${row.row}`, row.field, groups, row.lenient?.length));
    wrong.push(...mistakes(`row ${row.row}, ${row.field}`, groups));
  }
  for (const [index, row] of decodingRows.entries()) {
    const groups = [await judged(row.objects, row.accepted)];
    all.push(...groups);
    lines.push(lineOf(`d${index + 1}`, row.input, groups));
    wrong.push(...mistakes(`decoding ${row.input}`, groups));
  }
  const sum = ['sum', `${lines.length} rows`, counted(all, true), counted(all, false)];
  const same = lines.filter((line) => line[4] === 'yes').length;
  printTable(
    `Kubernetes ${minor}: what the server and the judge say`,
    ['row', 'field', 'allowed by both', 'beyond refused by both', 'same text', ''],
    [...lines, [...sum, `${same}/${lines.length}`, '']],
  );
  expect(wrong.join('\n\n')).toBe('');
});

test('the table has every row once', () => {
  expect(TABLE.map(({ row }) => row)).toEqual(Array.from({ length: 106 }, (_, index) => index + 1));
});
