import { join } from 'node:path';
import { App } from 'cdk8s';
import { environments } from '../../apps/environments';
import { systems } from '../../apps/systems';

// The same systems and environments as cdk8s itself synthesizes them.
for (const environment of environments) {
  const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', environment.name) });
  for (const system of systems) system.build(app, environment);
  app.synth();
}
