import { join } from 'node:path';
import { isFile, select } from '../../src/selection';
import { fill, testFolder } from './folder';
import { local, production, system } from './sample';

const folder = testFolder();
const registry = { systems: [system('api')], environments: [local, production] };

/** The environments that are selected by a file with this text. */
function selected(name: string, text: string, ...others: readonly string[]) {
  const file = join(folder(), name);
  fill(folder(), { [name]: text });
  return select(registry, { systems: [], environments: [file, ...others] }).environments;
}

const mine = { name: 'mine', namespace: 'eo', createNamespace: true };
const text = JSON.stringify(mine);

test('a file gives the environment of its default export', () => {
  expect(selected('mine.ts', `export default ${text} satisfies { name: string };`)).toEqual([mine]);
  expect(selected('mine.js', `exports.default = ${text};`)).toEqual([mine]);
  expect(selected('mine.cjs', `module.exports = ${text};`)).toEqual([mine]);
});

test('files and names go together', () => {
  expect(selected('mine.js', `module.exports = ${text};`, 'local')).toEqual([local, mine]);
});

test.each([
  ['./a', true],
  ['a.ts', true],
  ['a.js', true],
  ['folder/a', true],
  ['C:\\a', true],
  ['local', false],
  ['ts', false],
])('whether %p is a file: %p', (environment, expected) => {
  expect(isFile(environment)).toBe(expected);
});

test.each([
  ['nothing', ''],
  ['null', 'module.exports = null;'],
  ['no name', 'module.exports = { namespace: "eo", createNamespace: true };'],
  ['no namespace', 'module.exports = { name: "mine", createNamespace: true };'],
  ['no createNamespace', 'module.exports = { name: "mine", namespace: "eo" };'],
])('a file that exports %s is refused', (_, source) => {
  expect(() => selected('mine.js', source)).toThrow(
    `environment file ${join(folder(), 'mine.js')}: its default export must be an environment, ` +
      "as in new Environment({ name: 'my-cluster', namespace: 'eo' })",
  );
});

test('a file whose environment has the name of another is refused', () => {
  expect(() => selected('mine.js', `module.exports = ${JSON.stringify(local)};`)).toThrow(
    `environment file ${join(folder(), 'mine.js')}: there is an environment 'local' already; ` +
      'give this one another name',
  );
});

test('what a file throws for people is told with the file, and a mistake in it is not hidden', () => {
  expect(() => selected('mine.js', 'throw new Error("nfs.scenes must be given");')).toThrow(
    `environment file ${join(folder(), 'mine.js')}: nfs.scenes must be given`,
  );
  expect(() => selected('worse.js', 'undefined.x;')).toThrow(TypeError);
});
