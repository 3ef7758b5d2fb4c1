import { Size } from 'cdk8s';
import { checkArgument, given, size } from '../shape';
import type { Mount } from './mount';
import { asBytes, asQuantity } from './resources';
import { volumeName } from './volume-name';

/** Space that a container may write to and that goes with its pod. */
export class Scratch {
  /**
   * An empty folder on the node's disk.
   *
   * The kubelet evicts the pod when more is written than the size; the container's limit of
   * ephemeral storage grows by it, unless given.
   *
   * @param path absolute path in the container
   * @param sizeLimit the most that may be written @default Size.gibibytes(1)
   * @throws where the size is none
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
   */
  public static at(path: string, sizeLimit: Size = Size.gibibytes(1)): Mount {
    checkArgument(`Scratch '${path}'`, 'sizeLimit', sizeLimit, size);
    return folder(volumeName('scratch', path), path, sizeLimit);
  }

  /**
   * An empty folder in memory: fast, and what is written counts against the memory limit of the
   * container.
   *
   * @param path absolute path in the container
   * @param sizeLimit the most that may be written
   * @throws where the size is none
   */
  public static inMemory(path: string, sizeLimit: Size): Mount {
    checkArgument(`Scratch '${path}'`, 'sizeLimit', sizeLimit, given(size));
    return folder(volumeName('memory', path), path, sizeLimit, 'Memory');
  }
}

/** The `/tmp` of one container, which no other container sees. */
export function temporaryFolder(container: string): Mount {
  return folder(volumeName('tmp', container), '/tmp', Size.gibibytes(1));
}

function folder(name: string, mountPath: string, sizeLimit: Size, medium?: 'Memory'): Mount {
  return {
    volumes: [{ name, emptyDir: { medium, sizeLimit: asQuantity(sizeLimit) } }],
    volumeMounts: [{ name, mountPath }],
    ...(medium ? { memoryBytes: asBytes(sizeLimit) } : { scratchBytes: asBytes(sizeLimit) }),
  };
}
