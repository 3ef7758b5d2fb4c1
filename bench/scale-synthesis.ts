import { mixedApp } from './mixed-objects';

const [count, , output] = process.argv.slice(2);
mixedApp(Number(count), process.env.CDK8S_OUTDIR ?? output).synth();
