import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the suites need to know of the cluster that `KUBECONFIG` names. */
export interface Settings {
  readonly images: {
    /** Python with Flask, for `apps/agricarta/stand-in`; runs as any uid. */
    readonly server: string;
    /** A shell with the usual tools, for the pod that stands outside of the tested ones. */
    readonly tools: string;
    /** Redis 6.2 or newer with a shell. */
    readonly redis: string;
    /** Python with the package `redis`, as the images of rediswq workers have it; runs as any uid. */
    readonly python: string;
    /** The Open Data Cube 1.9 with gunicorn, rasterio, boto3 and Dask's distributed; runs as any uid. */
    readonly odc: string;
    /** PostgreSQL with PostGIS that starts as the official images do. */
    readonly postgis: string;
    /** versitygw, an S3 server, on the path. */
    readonly s3: string;
  };
  /**
   * An NFS export that every node can mount and root may write to. The suites
   * work in folders of their own below it, which they make and delete.
   */
  readonly nfs: { readonly server: string; readonly path: string };
  /**
   * A file to which the NFS client writes a line `source=SERVER:/PATH … options=…`
   * for each mount.
   * @default - the options are read from /proc/mounts of the pod
   */
  readonly mountsLog?: string;
  /**
   * Where NodePorts answer.
   * @default - the internal address of the first node
   */
  readonly nodeAddress?: string;
}

/** The settings, from the file that `CDK8S_EO_CLUSTER_SETTINGS` names or the one beside this. */
export const settings: Settings = JSON.parse(
  readFileSync(process.env.CDK8S_EO_CLUSTER_SETTINGS ?? join(__dirname, 'settings.json'), 'utf8'),
);
