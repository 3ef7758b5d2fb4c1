import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The package as it is published, which needs no compiler.
const { check }: typeof import('../src/checks') = require('../lib/src/checks');

const [file = '', , output = ''] = process.argv.slice(2);
check(JSON.parse(readFileSync(file, 'utf8'))).then((findings) => {
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'findings'), `${findings.length}\n`);
});
