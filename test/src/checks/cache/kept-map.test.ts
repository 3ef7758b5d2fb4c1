import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../../src/checks/cache/folder';
import { KeptMap } from '../../../../src/checks/cache/kept-map';

const name = `test-${process.pid}`;
const path = join(cacheFolder() ?? '', `${name}.json`);

/** The map as the next run finds it. */
const open = () => new KeptMap<number>(name, 2);

afterEach(() => rmSync(path, { force: true }));

test('keeps values for the next run, those set last, when it is told to save', () => {
  const map = open();
  for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) map.set(key, value);
  expect(open().isEmpty).toBe(true);

  map.save();
  expect(['a', 'b', 'c'].map((key) => open().get(key))).toEqual([undefined, 2, 3]);
});

test('is not written again where nothing is new', () => {
  const map = open();
  map.set('a', 1);
  map.save();
  writeFileSync(path, '[["a",2]]');
  map.save();
  expect(readFileSync(path, 'utf8')).toBe('[["a",2]]');
});

test.each(['', '{"a":', '[1]', 'null', '{}'])('is empty where the file holds %p', (content) => {
  const map = open();
  map.set('a', 1);
  map.save();
  writeFileSync(path, content);
  expect(open().isEmpty).toBe(true);
});
