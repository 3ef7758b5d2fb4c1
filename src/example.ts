import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { transformSync } from '@swc/core';

/** The first example in a Markdown text: the TypeScript between its first ```ts and ```. */
export function firstExample(markdown: string): string {
  const example = /```ts\n([\s\S]*?)```/.exec(markdown)?.[1];
  if (example === undefined) throw new Error('there is no example in TypeScript');
  return example;
}

/**
 * Runs the first example of a Markdown text; it writes its YAML into a folder.
 *
 * @param library what the example imports as `cdk8s-eo`
 */
export function runExample(markdown: string, library: string, folder: string): void {
  const { code } = transformSync(firstExample(markdown), {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const fromHere = createRequire(join(__dirname, 'example.ts'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = folder;
  try {
    runInThisContext(`(function (require, exports) {${code}\n})`)(
      (name: string) => fromHere(name === 'cdk8s-eo' ? library : name),
      {},
    );
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
}
