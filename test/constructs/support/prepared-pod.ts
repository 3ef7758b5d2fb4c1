import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Chart } from 'cdk8s';
import { all, containerOf, podOf } from './chart';
import type { KeyToPath, Volume } from './manifests';

/** The values of the Secrets of a cluster, by name and key. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string | Buffer>>>>;

/** What the init containers of a pod left behind. */
export interface PreparedPod {
  /** Whether every init container succeeded. */
  readonly succeeded: boolean;
  /** What they said on standard error. */
  readonly problems: string;
  /** The files that the main container sees from volumes, by their paths. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Runs the programs of a pod's init containers on this machine, with the volumes of the pod as
 * folders: what kubelet and container runtime would do, without images.
 */
export function prepare(chart: Chart, secrets: Secrets): PreparedPod {
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-eo-pod-'));
  try {
    const { initContainers = [], volumes } = podOf(chart).spec;
    for (const volume of volumes) fill(join(root, volume.name), volume, chart, secrets);
    const runs = initContainers.map(({ command = [], args = [], volumeMounts }) => {
      const [program = '', ...words] = [...command, ...args];
      const onDisk = (word: string) =>
        volumeMounts.reduce(
          (text, { name, mountPath }) => text.replaceAll(mountPath, join(root, name)),
          word,
        );
      return spawnSync(program, words.map(onDisk), { encoding: 'utf8' });
    });
    const succeeded = runs.every(({ status }) => status === 0);
    return {
      succeeded,
      problems: runs
        .map(({ stderr }) => stderr)
        .join('')
        .replaceAll(`${root}/`, ''),
      files: succeeded ? filesOf(chart, root) : {},
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function fill(folder: string, volume: Volume, chart: Chart, secrets: Secrets): void {
  mkdirSync(folder);
  const write = (
    values: Readonly<Record<string, string | Buffer>>,
    items: readonly KeyToPath[],
  ) => {
    for (const { key, path } of items) {
      const value = values[key];
      if (value === undefined) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), value);
    }
  };
  const { configMap, projected } = volume;
  if (configMap) {
    const found = all(chart, 'ConfigMap').find(({ metadata }) => metadata.name === configMap.name);
    write(found?.data ?? {}, configMap.items);
  }
  for (const { secret } of projected?.sources ?? [])
    write(secrets[secret.name] ?? {}, secret.items);
}

function filesOf(chart: Chart, root: string): Record<string, string> {
  const files = containerOf(chart).volumeMounts.filter(({ subPath }) => subPath !== undefined);
  return Object.fromEntries(
    files.map(({ name, mountPath, subPath = '' }) => [
      mountPath,
      readFileSync(join(root, name, subPath), 'utf8'),
    ]),
  );
}
