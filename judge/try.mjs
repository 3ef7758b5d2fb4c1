// Asks a built module and says how long it takes:
//   node judge/try.mjs MODULE.wasm[.br] REQUEST.json [TIMES]
import { readFileSync, writeSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { load } from './load.mjs';

const [, , modulePath, requestPath, times = '1'] = process.argv;

async function timed(what, work) {
  const started = performance.now();
  const result = await work();
  console.error(`${what}: ${(performance.now() - started).toFixed(1)} ms`);
  return result;
}

const bytes = await timed('read', () => {
  const read = readFileSync(modulePath);
  return modulePath.endsWith('.br') ? brotliDecompressSync(read) : read;
});
const ask = await timed('start', () => load(bytes));
const request = JSON.parse(readFileSync(requestPath, 'utf8'));
let answer;
for (let i = 0; i < Number(times); i++) {
  answer = await timed(`${request.questions.length} questions`, () => ask(request));
}
writeSync(1, `${JSON.stringify(answer, null, 1)}\n`);
