import { basename, join } from 'node:path';
import type { Chart } from 'cdk8s';
import { ConfigFile, ConfigFileMount } from '../../constructs';
import type { ProductDefinition } from './products';

/** Folder in which the pods see the scripts of the system. */
export const SCRIPTS = '/opt/datacube';

/** Where OWS sees its configuration. */
export const OWS_CONFIG = '/etc/datacube-ows/ows_cfg.json';

/** Where a task sees the definition of a product. */
export function definitionPath({ name }: ProductDefinition): string {
  return `/etc/datacube/products/${name}.yaml`;
}

/** The scripts of the tasks, and the definitions of the products. */
export function taskFiles(chart: Chart, products: readonly ProductDefinition[]): ConfigFileMount {
  const definitions = products.map((product) => [
    definitionPath(product),
    ConfigFile.yaml(product),
  ]);
  return new ConfigFileMount(chart, 'datacube-tasks', {
    files: {
      ...script('scripts/setup.sh'),
      ...script('scripts/index.sh'),
      ...Object.fromEntries(definitions),
    },
  });
}

/** The configuration of OWS, and the script that its pods begin with. */
export function owsFiles(chart: Chart, config: object): ConfigFileMount {
  return new ConfigFileMount(chart, 'datacube-ows-config', {
    files: { [OWS_CONFIG]: ConfigFile.json(config), ...script('scripts/ows_ready.py') },
  });
}

/** The program that stands in for the original's worker. */
export function standInFiles(chart: Chart): ConfigFileMount {
  return new ConfigFileMount(chart, 'geomedian-stand-in', {
    files: script('stand-in/geomedian.py'),
  });
}

/** A file beside this one, in the folder of scripts. */
function script(path: string): Record<string, ConfigFile> {
  return { [`${SCRIPTS}/${basename(path)}`]: ConfigFile.file(join(__dirname, path)) };
}
