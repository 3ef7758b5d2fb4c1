#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// A clone of the repository runs the command as it is written, the package as it was compiled.
const root = join(__dirname, '..');
const written = join(root, 'src/command/main.ts');
if (existsSync(written)) {
  require('ts-node').register({ project: join(root, 'tsconfig.json') });
  require(written);
} else {
  require(join(root, 'lib/src/command/main.js'));
}
