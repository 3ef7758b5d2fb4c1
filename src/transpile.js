// Lets Node load TypeScript: `node -r ./src/transpile.js src/main.ts`. It removes the types and does
// not check them; that is what src/type-check.ts does meanwhile, in a process of its own.
const { readFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const options = JSON.parse(readFileSync(join(__dirname, '../.swcrc'), 'utf8'));

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const { code } = transformSync(source, {
    ...options,
    filename,
    swcrc: false,
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};

process.setSourceMapsEnabled(true);
enableCompileCache?.(); // of Node 22 and later
