// The second half of ./build: packs the modules, lists their kinds, gathers
// the licences; or compares the modules with what is committed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';
import { load } from './load.mjs';

const [, , command, built, committed, packages] = process.argv;
const names = readdirSync(built)
  .filter((name) => name.endsWith('.wasm'))
  .sort();

// Keys in order, so that the same modules give the same file.
const sorted = (value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key])]),
      )
    : value;

function compare() {
  const different = names.filter((name) => {
    const path = join(committed, `${name}.br`);
    return (
      !existsSync(path) ||
      !brotliDecompressSync(readFileSync(path)).equals(readFileSync(join(built, name)))
    );
  });
  for (const name of names)
    console.log(`${different.includes(name) ? 'differs' : 'same'}: ${name}`);
  process.exitCode = different.length > 0 ? 1 : 0;
}

async function pack() {
  const kindsPath = join(committed, 'kinds.json');
  const kinds = existsSync(kindsPath) ? JSON.parse(readFileSync(kindsPath, 'utf8')) : {};
  for (const name of names) {
    const [, version, module] = /^kubernetes-(.*)-(.*)\.wasm$/.exec(name);
    const { kinds: listed } = (await load(readFileSync(join(built, name))))({
      questions: [],
      kinds: true,
    });
    kinds[version] = merged(without(kinds[version] ?? {}, module), listed, module);
  }
  writeFileSync(kindsPath, `${JSON.stringify(sorted(kinds), null, 2)}\n`);
  if (packages)
    writeFileSync(join(committed, 'NOTICES.txt'), notices(readFileSync(packages, 'utf8')));
  await Promise.all(names.map(compress));
  writeFileSync(join(committed, 'SHA256SUMS'), checksums());
}

async function compress(name) {
  const bytes = readFileSync(join(built, name));
  const packed = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: Number(
        process.env.JUDGE_BROTLI_QUALITY ?? constants.BROTLI_MAX_QUALITY,
      ),
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  writeFileSync(join(committed, `${name}.br`), packed);
  console.error(`${name}: ${bytes.length} bytes, packed ${packed.length}`);
}

// As sha256sum writes them.
function checksums() {
  const packed = readdirSync(committed)
    .filter((name) => name.endsWith('.br'))
    .sort();
  const lines = packed.map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(committed, name)))
      .digest('hex');
    return `${sum}  ${name}\n`;
  });
  return lines.join('');
}

// A version's kinds without those that a module had when it was built before.
function without(groups, module) {
  const kept = {};
  for (const [apiVersion, kinds] of Object.entries(groups)) {
    const others = Object.entries(kinds).filter(([, info]) => info.module !== module);
    if (others.length > 0) kept[apiVersion] = Object.fromEntries(others);
  }
  return kept;
}

function merged(groups, listed, module) {
  for (const [apiVersion, kinds] of Object.entries(listed)) {
    groups[apiVersion] ??= {};
    for (const [kind, info] of Object.entries(kinds))
      groups[apiVersion][kind] = { ...info, module };
  }
  return groups;
}

// Every licence text once, below the modules that it is for. A line of the
// list is: module version root-folder package-folder.
function notices(list) {
  const texts = new Map();
  for (const line of new Set(list.trim().split('\n'))) {
    const [module, version, root, folder] = line.split(' ');
    for (let at = folder; at.startsWith(root); at = dirname(at)) {
      for (const file of readdirSync(at)
        .filter((name) => /^(licen[cs]e|copying|notice|patents)/i.test(name))
        .sort()) {
        const text = readFileSync(join(at, file), 'utf8').replace(/\r\n/g, '\n').trim();
        const inner = at === root ? '' : at.slice(root.length);
        if (!texts.has(text)) texts.set(text, new Set());
        texts.get(text).add(`${module}${inner} ${version}`);
      }
    }
  }
  const entries = [...texts]
    .map(([text, modules]) => `${[...modules].sort().join('\n')}\n\n${text}\n`)
    .sort();
  const rule = `\n${'-'.repeat(78)}\n\n`;
  return `The modules in this folder are compiled from these Go modules.\n${rule}${entries.join(rule)}`;
}

await (command === 'compare' ? compare() : pack());
