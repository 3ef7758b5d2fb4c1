import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import * as library from '../constructs';
import { runExample } from '../src/example';
import { NAMES as PROPERTIES } from '../src/plugin/properties';
import { rulesPage } from '../src/rules-page';
import { runMain } from './src/program';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

describe('the README', () => {
  const [constructs = ''] = readme.split('## Nothing is refused later');
  const [typescript, ...others] = [...constructs.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(
    ([, language, text = '']) => ({ language, text }),
  );

  test('begins with an example of 15 lines', () => {
    const lines = typescript?.text.split('\n').filter((line) => line.trim()) ?? [];
    expect(typescript?.language).toBe('ts');
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  test('has an example that makes the YAML in docs/ (npm run docs writes it)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    runExample(readme, join(root, 'constructs'), folder);
    const [file = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(read('docs/example.k8s.yaml'));
    rmSync(folder, { recursive: true });
  });

  test('says how many objects that are', () => {
    const objects = read('docs/example.k8s.yaml').split('\n---\n').length;
    const words = ['six', 'seven', 'eight', 'nine', 'ten'];
    expect(readme).toContain(`makes ${words[objects - 6]} objects`);
  });

  test('shows only YAML that the example makes', () => {
    const shown = others.filter(({ language }) => language === 'yaml');
    expect(shown.length).toBeGreaterThan(0);
    for (const { text } of shown) expect(read('docs/example.k8s.yaml')).toContain(text);
  });

  test('shows the error that wrong input really gives', () => {
    const { Exposure, GeoApiService } = library;
    const chart = new Chart(Testing.app(), 'tiler', { namespace: 'eo' });
    const build = () =>
      new GeoApiService(chart, 'tiler', { image: 'a:1', exposure: Exposure.nodePort(3199) });
    const shown = others.find(({ text }) => text.startsWith('GeoApiService'))?.text.trim();
    expect(build).toThrow(new Error(shown));
  });

  test('has a file of a cluster with which the systems are synthesized', () => {
    const files = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    const file = files.find((text) => text.includes('new Environment')) ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
    const path = join(folder, 'my-cluster.ts');
    writeFileSync(
      path,
      file
        .replace("'./apps'", JSON.stringify(join(root, 'apps')))
        .replace("'cdk8s'", JSON.stringify(require.resolve('cdk8s'))),
    );
    const { status, stdout, stderr } = runMain([
      '--environment',
      path,
      '--output',
      join(folder, 'out'),
      '--no-type-check',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('1 file for 1 environment: 1 changed, 0 unchanged, 0 removed\n');
    rmSync(folder, { recursive: true });
  });

  test('names every construct that the library exports', () => {
    const missing = Object.entries(library)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
      .filter((name) => !['ClaimedVolume', 'EnvFrom', 'EnvSource'].includes(name))
      .filter((name) => !readme.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  test.each(
    [...new Set([...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path))].sort(),
  )('links to %s, which exists', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });
});

describe('the guide to configuration', () => {
  test('shows the error that a credential really gives', () => {
    const { ConfigFile, ConfigFileMount } = library;
    const chart = new Chart(Testing.app(), 'tiler', { namespace: 'eo' });
    const content = { PSQL_DB_URL: 'postgis', PSQL_DB_PASS: ['not', 'a', 'real', 'one'].join('-') };
    const build = () =>
      new ConfigFileMount(chart, 'config', {
        files: { '/code/config.yaml': ConfigFile.yaml(content) },
      });
    const [, shown] = /```\n(ConfigFileMount .*)\n```/.exec(read('docs/configuration.md')) ?? [];
    expect(build).toThrow(new Error(shown));
  });
});

test('the guide to the plugin shows the form and the version of the package', () => {
  const { version } = JSON.parse(read('package.json'));
  const guide = read('docs/plugin.md');
  expect(guide).toContain('validations: node_modules/cdk8s-eo/plugin/validations.yaml\n');
  expect(guide).toMatch(new RegExp(`^    version: ${version} `, 'm'));
  for (const name of PROPERTIES) expect(guide).toMatch(new RegExp(`^      ${name}: `, 'm'));
});

test('the page of the rules is what the rules say (npm run docs writes it)', () => {
  expect(read('docs/rules.md')).toBe(rulesPage());
});
