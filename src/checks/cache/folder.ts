import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from './package-root';

/**
 * Where is kept between runs what saves time: below the `node_modules` that this package is in, or
 * that it has itself. `undefined` where there is neither.
 */
export function cacheFolder(): string | undefined {
  const root = packageRoot();
  const above = dirname(root);
  const modules = basename(above) === 'node_modules' ? above : join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache/cdk8s-eo') : undefined;
}
