// Judges every file of dist/ with kubeconform, kube-score, checkov and gitleaks.
//
//     node .ci/scan.mjs SCHEMAS OUTPUT
//
// SCHEMAS is the folder of JSON schemas; the tools are on PATH. It prints a line
// for each check and writes { passed, failed } to OUTPUT.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { unwrap } = require('./unwrap.ts');

const [schemas, output] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const files = readdirSync(dist, { recursive: true })
  .filter((file) => file.endsWith('.yaml'))
  .sort();
const exceptions = JSON.parse(readFileSync(join(root, 'test/cluster/exceptions.json'), 'utf8'));
const documentation = readFileSync(join(root, 'docs/exceptions.md'), 'utf8');

let passed = 0;
let failed = 0;

/** Counts a check, which passes where it found nothing. */
function check(what, findings) {
  if (findings.length === 0) {
    passed += 1;
    console.log(`ok      ${what}`);
  } else {
    failed += 1;
    console.log(`FAILED  ${what}\n${findings.map((finding) => `        ${finding}\n`).join('')}`);
  }
}

/** What a tool says on its standard output, as JSON; throws where it says something else. */
function run(tool, ...args) {
  const { stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw error;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${tool} ${args.join(' ')}: ${stderr}${stdout}`);
  }
}

function kubeconform(file, version) {
  const { resources, summary } = run(
    'kubeconform',
    '-strict',
    ...['-kubernetes-version', version],
    ...[
      '-schema-location',
      `${schemas}/{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json`,
    ],
    ...[
      '-schema-location',
      `${schemas}/crds/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`,
    ],
    ...['-summary', '-output', 'json', join(dist, file)],
  );
  const findings = (resources ?? []).map(({ kind, name, msg }) => `${kind}/${name}: ${msg}`);
  const { valid, skipped } = summary;
  return valid > 0 && skipped === 0
    ? findings
    : [...findings, `valid ${valid}, skipped ${skipped}`];
}

/** Scanners read no pods inside custom resources: copies of the files, with those beside the others. */
function withPlainPods() {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'));
  for (const file of files) {
    const text = readFileSync(join(dist, file), 'utf8');
    const pods = unwrap(parseAllDocuments(text).map((document) => document.toJS()));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), [text, ...pods.map((pod) => stringify(pod))].join('---\n'));
  }
  return folder;
}

const folder = withPlainPods();
process.on('exit', () => rmSync(folder, { recursive: true }));

/** kube-score's checks that are off unless they are named. */
function optionalChecks() {
  const { stdout } = spawnSync('kube-score', ['list'], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.endsWith(',optional'))
    .map((line) => line.split(',')[0]);
}

/** An object as the exceptions name it: a Job without the hash of its content. */
function objectName(kind, name) {
  return `${kind}/${kind === 'Job' ? name.replace(/-[0-9a-f]{10}$/, '') : name}`;
}

/** What is less than perfect, as `Kind/name: check`. */
function kubeScore(file, ...flags) {
  const path = join(folder, file);
  const objects = run('kube-score', 'score', ...flags, '--output-format', 'json', path);
  return (objects ?? []).flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < 10)
      .map(({ check: { id } }) => `${objectName(type_meta.kind, object_meta.name)}: ${id}`),
  );
}

/** What checkov finds in all files at once, since it takes seconds to start. */
function checkov() {
  const paths = files.flatMap((file) => ['--file', join(folder, file)]);
  const flags = '--framework kubernetes --skip-download --quiet --compact --output json'.split(' ');
  const { results, summary } = run('checkov', ...paths, ...flags);
  if (summary.parsing_errors > 0 || summary.resource_count === 0) {
    throw new Error(`checkov has read too little: ${JSON.stringify(summary)}`);
  }
  return results.failed_checks;
}

/** `Deployment.eo.agricarta` as `Deployment/agricarta`: neither a kind nor a namespace has a dot. */
function objectOf(resource) {
  const [kind, , ...name] = resource.split('.');
  return objectName(kind, name.join('.'));
}

/** Compares what is found in a file with the exceptions whose checks are a tool's. */
function compare(file, found, isOwn) {
  const listed = exceptions
    .filter((exception) => exception.file === file)
    .flatMap(({ object, checks }) => checks.filter(isOwn).map((id) => `${object}: ${id}`));
  return [
    ...found.filter((finding) => !listed.includes(finding)).map((it) => `not listed: ${it}`),
    ...listed.filter((exception) => !found.includes(exception)).map((it) => `not found: ${it}`),
  ];
}

const isCheckov = (id) => id.startsWith('CKV');
const optional = optionalChecks();
const strict = [
  '--disable-ignore-checks-annotations',
  ...optional.flatMap((id) => ['--enable-optional-test', id]),
];

check('dist/ has manifests', files.length > 0 ? [] : ['there is none']);
for (const file of files) {
  for (const version of ['1.27.0', '1.36.0']) {
    check(`kubeconform -strict ${version} ${file}`, kubeconform(file, version));
  }
  check(`kube-score ${file}`, kubeScore(file));

  check(
    `kube-score ${file}, with every check and nothing muted, finds the listed exceptions only`,
    compare(file, kubeScore(file, ...strict), (id) => !isCheckov(id)),
  );
}
check('kube-score has its six optional checks', optional.length === 6 ? [] : [optional.join(', ')]);
const failures = checkov();
for (const file of files) {
  const found = failures
    .filter(({ file_abs_path }) => file_abs_path === join(folder, file))
    .map(({ check_id, resource }) => `${objectOf(resource)}: ${check_id}`);
  check(`checkov ${file} finds the listed exceptions only`, compare(file, found, isCheckov));
}
check(
  'every listed exception is of a file of dist/, and documented',
  exceptions.flatMap(({ file, checks }) => [
    ...(files.includes(file) ? [] : [`there is no ${file}`]),
    ...checks
      .filter((id) => !documented(file, id))
      .map((id) => `docs/exceptions.md does not say why ${file} has ${id}`),
  ]),
);
check(
  'gitleaks dist/',
  run('gitleaks', 'dir', dist, '--no-banner', '--report-format', 'json', '--report-path', '-').map(
    ({ File, StartLine, RuleID }) => `${File}:${StartLine}: ${RuleID}`,
  ),
);

writeFileSync(output, JSON.stringify({ passed, failed }));

/** Whether a row of the documentation's table names both. */
function documented(file, id) {
  return documentation
    .split('\n')
    .some(
      (line) => line.startsWith('|') && [file, id].every((word) => line.includes(`\`${word}\``)),
    );
}
