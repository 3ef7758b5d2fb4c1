import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Agricarta } from '../../apps/agricarta/chart';
import { local } from '../../apps/environments/local';
import { NfsVolume } from '../../constructs';
import { recordCreation } from '../../src/creation';
import { runProgram } from './program';

const HERE = 'test/src/creation.test.ts';
const CHART = 'apps/agricarta/chart.ts';

/** The place of the first line of a file that contains a text. */
function lineWith(text: string, file = HERE) {
  const lines = readFileSync(join(__dirname, '../..', file), 'utf8').split('\n');
  return { file, line: lines.findIndex((line) => line.includes(text)) + 1 };
}

test('a construct of a package is made where the user calls it', () => {
  const made = recordCreation(() => {
    const chart = new Chart(new App(), 'mine');
    const below = new Construct(chart, 'below');
    new ApiObject(below, 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
  });

  expect(made.get('mine')).toEqual(lineWith("new Chart(new App(), 'mine')"));
  expect(made.get('mine/below')).toEqual(lineWith("new Construct(chart, 'below')"));
  expect(made.get('mine/below/object')).toEqual(lineWith('new ApiObject('));
});

test('all that a construct of the library makes is made where the user calls it', () => {
  const size = { capacity: Size.gibibytes(1) };
  const made = recordCreation(() => {
    const chart = new Chart(new App(), 'mine', { namespace: 'eo' });
    new NfsVolume(chart, 'scenes', { server: 'nfs.example.org', path: '/a', ...size });
  });
  const below = [...made].filter(([path]) => path.startsWith('mine/scenes/'));

  expect(below).toHaveLength(2);
  for (const [, line] of below) expect(line).toEqual(lineWith("new NfsVolume(chart, 'scenes'"));
});

test('all that a system makes is made in its chart', () => {
  const made = recordCreation(() => {
    new Agricarta(new App(), 'agricarta', { environment: local });
  });
  const at = (path: string) =>
    new Set(
      [...made]
        .filter(([each]) => each.startsWith(path))
        .map(([, { file, line }]) => `${file}:${line}`),
    );
  const { line } = lineWith('new GeoApiService(this', CHART);

  expect(at('agricarta/agricarta/')).toEqual(new Set([`${CHART}:${line}`]));
});

test('the lines are those of the TypeScript files also where ts-node runs them', () => {
  const { stdout, stderr } = runProgram(`
    const { App } = require('cdk8s');
    const { Agricarta } = require('./${CHART.replace('.ts', '')}');
    const { local } = require('./apps/environments/local');
    const { recordCreation } = require('./src/creation');
    const made = recordCreation(() => new Agricarta(new App(), 'agricarta', { environment: local }));
    console.log(JSON.stringify(made.get('agricarta/agricarta')));
  `);

  expect(stderr).toBe('');
  expect(JSON.parse(String(stdout))).toEqual(lineWith('new GeoApiService(this', CHART));
});

test('a construct that no file of a user makes is made where the library does', () => {
  const { stdout } = runProgram(`
    const { App, Chart, Size } = require('cdk8s');
    const { NfsVolume } = require('./constructs');
    const { recordCreation } = require('./src/creation');
    const made = recordCreation(() => {
      const chart = new Chart(new App(), 'mine', { namespace: 'eo' });
      new NfsVolume(chart, 'scenes', { server: 'a', path: '/a', capacity: Size.gibibytes(1) });
    });
    console.log([...made].map(([path, { file }]) => path + ' ' + file).join('\\n'));
  `);

  expect(stdout).toMatch(/^mine\/scenes\/\S+ constructs\/\S+\.ts$/m);
  expect(stdout).not.toMatch(/^mine /m);
});

test('nothing is recorded afterwards, also where the code throws', () => {
  const limit = Error.stackTraceLimit;
  const mistake = new TypeError('x is not a function');
  const app = new App();
  const made = recordCreation(() => new Construct(app, 'during'));
  const broken = () =>
    recordCreation(() => {
      throw mistake;
    });

  expect(broken).toThrow(mistake);
  new Construct(app, 'after');
  expect([...made.keys()]).toEqual(['during']);
  expect(Error.stackTraceLimit).toBe(limit);
});
