import { gzipSync } from 'fflate';

/** What one ConfigMap holds of a list. */
export interface Chunk {
  /** Name of the file; the order of the names is that of the chunks. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}

/**
 * The most bytes of a ConfigMap: `kubectl apply` writes the whole object once more into an annotation of
 * at most 256 KiB, in which compressed bytes are in base64 and the quotes of a text are escaped.
 */
const MAX_COMPRESSED = 180_000;
const MAX_TEXT = 100_000;

/** A first guess of how many bytes of a list fit into a ConfigMap when they are compressed. */
const SAMPLE = 1_000_000;

/**
 * A list in pieces that fit ConfigMaps: readable where it is small, else compressed, each piece by
 * itself.
 *
 * Node's own zlib is not asked, because it gives other bytes on other processors.
 */
export function chunksOf(lines: readonly string[]): Chunk[] {
  const text = textOf(lines);
  if (text.length <= MAX_TEXT && writtenBytes(text) <= MAX_TEXT) {
    return [{ fileName: '0000.txt', bytes: Buffer.from(text), isText: true }];
  }
  return compressed(lines).map((bytes, index) => ({
    fileName: `${String(index).padStart(4, '0')}.txt.gz`,
    bytes,
    isText: false,
  }));
}

/** The bytes of a text in the annotation: the tools are written in Go, which escapes what HTML needs. */
function writtenBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text).replace(/[<>&]/g, '\\u0000'));
}

function compressed(lines: readonly string[]): Uint8Array[] {
  const found: Uint8Array[] = [];
  let start = 0;
  let room = SAMPLE;
  while (start < lines.length) {
    let end = endOf(lines, start, room);
    let bytes = zip(lines.slice(start, end));
    while (bytes.length > MAX_COMPRESSED && end - start > 1) {
      end = start + Math.ceil((end - start) / 2);
      bytes = zip(lines.slice(start, end));
    }
    const raw = lines.slice(start, end).reduce((sum, line) => sum + line.length + 1, 0);
    room = Math.floor((raw / bytes.length) * MAX_COMPRESSED * 0.9);
    found.push(bytes);
    start = end;
  }
  return found;
}

/** The end of the lines that have at most so many characters, and at least one line. */
function endOf(lines: readonly string[], start: number, room: number): number {
  let end = start;
  let used = 0;
  while (end < lines.length && (end === start || used < room)) {
    used += (lines[end]?.length ?? 0) + 1;
    end += 1;
  }
  return end;
}

function zip(lines: readonly string[]): Uint8Array {
  return gzipSync(Buffer.from(textOf(lines)), { level: 9, mtime: 0 });
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
