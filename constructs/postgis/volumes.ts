import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimedVolume } from '../claimed-volume';
import { ConfigFile } from '../config/config-file';
import { ConfigFileMount } from '../config-file-mount';
import { DynamicVolume } from '../dynamic-volume';
import type { Identity } from '../identity';
import type { PostgisServerProps } from '../postgis-server';
import { checkDataVolume } from '../stateful';

/**
 * The volume with the data: the one given, or one of the construct's own.
 *
 * @throws where the given one is read-only or on NFS
 */
export function serverVolume(
  construct: Construct,
  { name, namespace }: Identity,
  { volume, size = Size.gibibytes(8), ...props }: PostgisServerProps,
): ClaimedVolume {
  if (volume !== undefined) {
    checkDataVolume(construct, 'volume', volume);
    return volume;
  }
  const { labels, annotations, storageClassName, patches } = props;
  return new DynamicVolume(construct, 'data', {
    name: `${name}-data`,
    namespace,
    labels,
    annotations,
    size,
    storageClassName,
    patches: { persistentVolumeClaim: patches?.persistentVolumeClaim },
  });
}

/** The SQL of the first start as a file, after those that the image brings. */
export function initFiles(
  construct: Construct,
  { name, namespace }: Identity,
  { initSql, labels, annotations, patches }: PostgisServerProps,
): ConfigFileMount | undefined {
  if (initSql === undefined) return undefined;
  return new ConfigFileMount(construct, 'init', {
    name: `${name}-init`,
    namespace,
    labels,
    annotations,
    files: { '/docker-entrypoint-initdb.d/20_init.sql': ConfigFile.text(initSql) },
    patches: { configMap: patches?.configMap },
  });
}
