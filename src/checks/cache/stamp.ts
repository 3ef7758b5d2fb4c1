import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf } from './key';
import { packageRoot } from './package-root';

/** What the findings depend on, beside the objects: the code of the rules and the judge. */
const FOLDERS = ['src/checks', 'constructs/rules', 'judge/wasm', 'imports'];

/** Changes whenever a file of the rules or of the judge does. */
export function stamp(): string {
  const root = packageRoot();
  const places = [root, join(root, 'lib')].flatMap((place) =>
    FOLDERS.map((folder) => join(place, folder)),
  );
  return keyOf(
    ...places
      .filter((place) => existsSync(place))
      .flatMap((place) =>
        readdirSync(place, { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isFile())
          .map((entry) => {
            const path = join(entry.parentPath, entry.name);
            const { size, mtimeMs } = statSync(path);
            return `${path} ${size} ${mtimeMs}`;
          }),
      ),
  );
}
