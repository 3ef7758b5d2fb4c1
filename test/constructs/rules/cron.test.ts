import { cronSchedule, timeZone } from '../../../constructs/rules/cron';
import { check, type KubernetesObject } from '../../../src/checks';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;
const syntax =
  'must be a schedule of five fields: minute, hour, day of the month, month, day of the week; or a ' +
  "word such as '@daily'";
const words =
  'must be one of the words @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually, or ' +
  'five fields';
const field = (name: string, numbers: string) =>
  `must have as its ${name} '*', numbers in ${numbers}, ranges such as 1-5 and steps such as */2, ` +
  "with ',' between them and without spaces";
const minute = field('minute', '0-59');
const hour = field('hour', '0-23');
const day = field('day of the month', '1-31');
const month = field('month', '1-12 or jan-dec');
const weekday = field('day of the week', '0-6 or sun-sat');
const never = 'must be a schedule of days that there are: no month of it has such a day';
const zoned = "must not hold a time zone, 'TZ='";

type Row = readonly [value: string, rule: string, fix: string | undefined];

const good = [
  '0 3 * * *',
  '*/5 * * * *',
  '5/15 * * * *',
  '0-30/10,45 * * * *',
  '05 03 * * *',
  '59 23 31 12 6',
  '0 0 1 1 0',
  '? ? ? ? ?',
  '0 3 ? * mon-fri',
  '0 3 * * SAT,Sun',
  '0 3 * jan-mar,Oct *',
  '0 3 * * 1-5/2',
  '0 3 * * wed/2',
  '0  3\t* * *',
  '0 3 29 2 *',
  '0 3 31 4,5 *',
  '0 3 31 2 mon',
  '0 3 31 2 */2',
  '@hourly',
  '@daily',
  '@midnight',
  '@weekly',
  '@monthly',
  '@yearly',
  '@annually',
];

/** What the API server refuses too. */
const bad: readonly Row[] = [
  ['3 * * *', syntax, none],
  ['0 0 3 * * *', syntax, 'leave the seconds out'],
  ['daily', syntax, none],
  ['60 * * * *', minute, none],
  ['-5 * * * *', minute, none],
  ['1- * * * *', minute, none],
  ['5/ * * * *', minute, none],
  ['*/0 * * * *', minute, none],
  ['10-5 * * * *', minute, none],
  ['1-2-3 * * * *', minute, none],
  ['*/2/3 * * * *', minute, none],
  ['mon * * * *', minute, none],
  ['0 24 * * *', hour, 'write 0 for midnight'],
  ['0 3 0 * *', day, none],
  ['0 3 32 * *', day, none],
  ['0 3 L * *', day, none],
  ['0 3 15W * *', day, none],
  ['0 3 * 0 *', month, none],
  ['0 3 * 13 *', month, none],
  ['0 3 * January *', month, 'write jan'],
  ['0 3 * * 7', weekday, 'write 0 or sun for Sunday'],
  ['0 3 * * 5-7', weekday, none],
  ['0 3 * * fri-mon', weekday, none],
  ['0 3 * * monday', weekday, 'write mon'],
  ['0 3 * * 1#2', weekday, none],
  ['@Daily', words, "write '@daily'"],
  ['@daily ', syntax, "write '@daily'"],
  ['@reboot', words, none],
  [' @every 7m', syntax, none],
  ['@every', words, none],
  ['TZ=Europe/Vienna 0 3 * * *', zoned, "give timeZone: 'Europe/Vienna'"],
  ['CRON_TZ=UTC 0 3 * * *', zoned, "give timeZone: 'UTC'"],
  ['TZ= 0 3 * * *', zoned, none],
];

/** What the API server takes, but does not do as it says. */
const misleading: readonly Row[] = [
  [' 0 3 * * *', syntax, "write '0 3 * * *'"],
  ['0 3 * * *\n', syntax, "write '0 3 * * *'"],
  ['0 3 * *\n*', syntax, none],
  [', * * * *', minute, none],
  ['1,,2 * * * *', minute, none],
  ['*-5 * * * *', minute, none],
  ['+5 * * * *', minute, none],
  ['005 * * * *', minute, none],
  ['*/60 * * * *', minute, none],
  ['*/90 * * * *', minute, none],
  ['0 */24 * * *', hour, none],
  ['0 3 30 2 *', never, none],
  ['0 3 31 4,6,9,11 ?', never, none],
  ['@every 5m', words, "write '*/5 * * * *'"],
  ['@every 60m', words, "write '0 * * * *'"],
  ['@every 2h', words, "write '0 */2 * * *'"],
  ['@every 24h', words, "write '0 0 * * *'"],
  ['@every 0m', words, none],
  ['@every 7m', words, none],
  ['@every 1h30m', words, none],
];

describe('cronSchedule', () => {
  accepts(cronSchedule, good);
  refuses(cronSchedule, [
    ...WRONG_TYPES.map((value) => [value, syntax, none] as const),
    ...bad,
    ...misleading,
  ]);
});

const zoneRule = "must be the name of a time zone, such as 'Europe/Vienna' or 'Etc/UTC'";
const goodZones = [
  'Europe/Vienna',
  'Etc/UTC',
  'UTC',
  'Etc/GMT+1',
  'EST5EDT',
  'GB-Eire',
  'America/Argentina/Buenos_Aires',
];
const badZones: readonly Row[] = [
  ['Local', zoneRule, none],
  ['local', zoneRule, none],
  ['europe/vienna', zoneRule, "write 'Europe/Vienna'"],
  ['America/New York', zoneRule, "write 'America/New_York'"],
  ['+02:00', zoneRule, none],
  ['../etc', zoneRule, none],
];

describe('timeZone', () => {
  accepts(timeZone, goodZones);
  refuses(timeZone, [...WRONG_TYPES.map((value) => [value, zoneRule, none] as const), ...badZones]);
});

/** Which of the values the API server refuses. */
async function refusedByServer(
  values: readonly string[],
  fieldName: 'schedule' | 'timeZone',
): Promise<string[]> {
  const objects = values.map((value, index) => cronJob(`n${index}`, { [fieldName]: value }));
  const found = await check(objects);
  const wrong = found.filter(({ path }) => path === `spec.${fieldName}`);
  return values.filter((_, index) => wrong.some(({ object }) => object === objects[index]));
}

function cronJob(name: string, spec: object): KubernetesObject {
  const containers = [{ name: 'task', image: 'registry.example.org/task:1.0' }];
  const template = { spec: { restartPolicy: 'Never', containers } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace: 'eo' },
    spec: { schedule: '0 3 * * *', ...spec, jobTemplate: { spec: { template } } },
  };
}

const valuesOf = (rows: readonly Row[]) => rows.map(([value]) => value);

describe('The API server', () => {
  test('takes the good schedules and the misleading ones, and refuses the bad ones', async () => {
    const all = [...good, ...valuesOf(misleading), ...valuesOf(bad)];
    expect(await refusedByServer(all, 'schedule')).toEqual(valuesOf(bad));
  });

  test('takes the good time zones, and refuses the bad ones', async () => {
    const all = [...goodZones, ...valuesOf(badZones)];
    expect(await refusedByServer(all, 'timeZone')).toEqual(valuesOf(badZones));
  });
});
