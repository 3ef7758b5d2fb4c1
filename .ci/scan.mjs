// Judges every file of dist/ with kubeconform, kube-score and gitleaks.
//
//     node .ci/scan.mjs SCHEMAS OUTPUT
//
// SCHEMAS is the folder of JSON schemas; the tools are on PATH. It prints a line
// for each check and writes { passed, failed } to OUTPUT.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  const { stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8' });
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

/** What is less than perfect, as `Kind/name: check`. */
function kubeScore(file, ...flags) {
  const objects = run('kube-score', 'score', ...flags, '--output-format', 'json', join(dist, file));
  return (objects ?? []).flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < 10)
      .map(({ check: { id } }) => `${type_meta.kind}/${object_meta.name}: ${id}`),
  );
}

check('dist/ has manifests', files.length > 0 ? [] : ['there is none']);
for (const file of files) {
  for (const version of ['1.27.0', '1.36.0']) {
    check(`kubeconform -strict ${version} ${file}`, kubeconform(file, version));
  }
  check(`kube-score ${file}`, kubeScore(file));

  const listed = exceptions
    .filter((exception) => exception.file === file)
    .flatMap(({ object, checks }) => checks.map((id) => `${object}: ${id}`));
  const found = kubeScore(file, '--disable-ignore-checks-annotations');
  check(`kube-score ${file}, with nothing muted, finds the listed exceptions only`, [
    ...found.filter((finding) => !listed.includes(finding)).map((it) => `not listed: ${it}`),
    ...listed.filter((exception) => !found.includes(exception)).map((it) => `not found: ${it}`),
  ]);
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
