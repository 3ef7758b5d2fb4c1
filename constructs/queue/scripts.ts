import { join } from 'node:path';
import { ConfigFile } from '../config/config-file';

/** Folder in which containers see the scripts. */
export const SCRIPTS = '/opt/cdk8s-eo';

/** The scripts of the containers that run the image of Redis, beside the server itself. */
export function toolFiles(): Record<string, ConfigFile> {
  return {
    ...scriptFiles('insert.sh', 'ping.sh', 'queue.lua', 'reap.sh', 'redis.sh', 'wait.sh'),
    '/usr/local/bin/queue': ConfigFile.file(join(__dirname, 'scripts', 'queue.sh'), {
      mode: 0o555,
    }),
  };
}

/** The scripts of a worker whose image knows no queue. */
export function runnerFiles(): Record<string, ConfigFile> {
  return scriptFiles('item_runner.py', 'queue.lua');
}

/**
 * The scripts of the server.
 *
 * @param exporter whether metrics are given
 */
export function serverFiles(exporter: boolean): Record<string, ConfigFile> {
  const own = ['ping.sh', 'redis.sh', 'serve.sh'];
  return scriptFiles(...(exporter ? ['export.sh', ...own] : own));
}

function scriptFiles(...names: readonly string[]): Record<string, ConfigFile> {
  return Object.fromEntries(
    names.map((name) => [`${SCRIPTS}/${name}`, ConfigFile.file(join(__dirname, 'scripts', name))]),
  );
}
