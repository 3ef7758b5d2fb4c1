import { writeSync } from 'node:fs';
import type { Comparison } from './compare';

/** The longest object that is shown whole. */
const LONGEST = 2000;

/** Prints a line that is no part of the test runner's own output, and stays together. */
export function print(text: string): void {
  writeSync(1, `${text}\n`);
}

/** Prints columns of texts below a title. */
export function printTable(
  title: string,
  head: readonly string[],
  lines: readonly (readonly string[])[],
): void {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const rows = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  print(['', title, ...rows, ''].join('\n'));
}

/** A comparison as a person reads it: the object, and what only one of both says. */
export function show({ object, server, judge }: Comparison): string {
  const [ofServer, ofJudge] = [server.split('\n'), judge.split('\n')];
  const only = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).map((line) => shorten(line.trim()));
  return [
    `object: ${shorten(JSON.stringify(object))}`,
    ...only(ofServer, ofJudge).map((line) => `server: ${line}`),
    ...only(ofJudge, ofServer).map((line) => `judge:  ${line}`),
  ].join('\n');
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length})` : text;
}
