import type { Chart } from 'cdk8s';
import { NfsVolume, S3Credentials, S3Endpoint, SecretKey } from '../../constructs';
import type { Environment, ObjectStore } from '../environments';
import { type Access, access } from './access';
import { peerOf } from './pods';
import { SCRIPTS } from './scripts';

/** The original says where its products are, and not where its scenes are: here, beside them. */
const SCENES = 'commonsensing/fiji/landsat_8/**/*.yaml';

/** Where the scenes of a datacube are, and its products. */
export interface Storage {
  /** What a pod needs that reads scenes. */
  readonly reading: Access;

  /** What a pod needs that writes products too. */
  readonly writing: Access;

  /** Where the stand-in of the original's worker writes them. */
  readonly output: Readonly<Record<string, string>>;

  /**
   * The command that adds the scenes of products to the index.
   *
   * @param scenes the folder or the pattern of their metadata, in the words of the storage
   */
  indexCommand(products: readonly string[], scenes?: string): readonly string[];
}

/** The bucket of the environment, else its share. */
export function storageOf(chart: Chart, environment: Environment): Storage {
  const store = environment.objectStore('datacube');
  return store === undefined ? share(chart, environment) : bucket(store);
}

/** An NFS share with the folders `scenes` and `products`. */
function share(chart: Chart, environment: Environment): Storage {
  const volume = new NfsVolume(chart, 'datacube-share', environment.nfs('datacube'));
  return {
    reading: access({ mounts: [volume.mountAt('/data', { readOnly: true })] }),
    writing: access({ mounts: [volume.mountAt('/data')] }),
    output: { OUTPUT_DIR: '/data/products' },
    indexCommand: (products, scenes = 'scenes') => [
      ...['sh', `${SCRIPTS}/index.sh`, `/data/${scenes}`],
      ...products,
    ],
  };
}

/** A bucket, in which the scenes are named by a pattern. */
function bucket({ url, bucket, secretName, location }: ObjectStore): Storage {
  const endpoint = S3Endpoint.of({
    url,
    credentials: S3Credentials.secret({
      accessKeyId: SecretKey.of(secretName, 'aws_access_key_id'),
      secretAccessKey: SecretKey.of(secretName, 'aws_secret_access_key'),
    }),
  });
  const connectsTo = [endpoint.connection(peerOf(location))];
  const both = access({ env: endpoint.environment(), connectsTo });
  return {
    reading: both,
    writing: both,
    output: { OUTPUT_BUCKET: bucket },
    indexCommand: (products, scenes = SCENES) => [
      ...['s3-to-dc', `s3://${bucket}/${scenes}`],
      products.join(' '),
    ],
  };
}
