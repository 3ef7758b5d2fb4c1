// Runs the judge's WebAssembly beside the main thread. Plain JavaScript, because a worker starts
// without the TypeScript compiler that the main thread may run under.
const { readFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { WASI } = require('node:wasi');
const { parentPort } = require('node:worker_threads');

// The judge is a large program that runs for seconds: V8's optimizing compiler takes several times
// longer to make it faster than it then saves.
setFlagsFromString('--liftoff-only');

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(size: number) => number} buffer
 * @property {(size: number) => bigint} judge
 */

/** @type {Map<string, Promise<Exports>>} */
const instances = new Map();

parentPort?.on('message', async ({ id, module, wasm, request }) => {
  try {
    const running = instances.get(module) ?? start(wasm);
    instances.set(module, running);
    parentPort?.postMessage({ id, text: ask(await running, request) });
  } catch (error) {
    // An instance that failed is of no more use.
    instances.delete(module);
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

/**
 * @param {string | Uint8Array} wasm the module, or the path of its file
 * @returns {Promise<Exports>}
 */
async function start(wasm) {
  const wasi = new WASI({ version: 'preview1' });
  const module = await WebAssembly.compile(typeof wasm === 'string' ? readFileSync(wasm) : wasm);
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  wasi.initialize(instance);
  return /** @type {Exports} */ (instance.exports);
}

/**
 * @param {Exports} exports
 * @param {string} request
 * @returns {string}
 */
function ask({ memory, buffer, judge }, request) {
  const bytes = Buffer.from(request);
  // The address first: the memory may grow, which takes the view of it away.
  const address = buffer(bytes.length) >>> 0;
  bytes.copy(Buffer.from(memory.buffer, address, bytes.length));
  const answer = judge(bytes.length);
  const start = Number(BigInt.asUintN(32, answer >> 32n));
  return Buffer.from(memory.buffer, start, Number(BigInt.asUintN(32, answer))).toString();
}
