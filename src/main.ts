import { run } from './run';

run(process.argv.slice(2), () => {
  const { systems }: typeof import('../apps/systems') = require('../apps/systems');
  const { environments }: typeof import('../apps/environments') = require('../apps/environments');
  return { systems, environments };
}).then((exitCode) => {
  process.exitCode = exitCode;
});
