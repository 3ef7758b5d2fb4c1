import { Module } from 'node:module';
import { join } from 'node:path';

// The everyday command as it would be without the judge: the modules that lead to it are replaced by
// ones that find nothing.
function replace(path: string, exports: object): void {
  const file = join(__dirname, path);
  require.cache[file] = Object.assign(new Module(file), { exports, loaded: true });
}

replace('../src/checks/check.ts', { prepare: () => {} });
replace('../src/judgement.ts', { judge: async () => ({ problems: [], warnings: [] }) });
require('../src/main');
