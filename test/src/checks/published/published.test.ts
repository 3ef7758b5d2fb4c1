import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { check } from '../../../../src/checks';
import { documentsOf } from '../../../../src/reading/documents';
import { objectsOf } from '../../../../src/reading/objects';
import { SyntaxProblem } from '../../../../src/reading/unreadable';

// Not here is what no manifest shows: commands of Helm 2, Dockerfiles, versions that contradict each
// other, a queue that is written under one name and read under another, arguments that a program lacks,
// extensions that an image of PostgreSQL has not.

/** An example that somebody published, what is wrong with it, and what it should have been. */
interface Published {
  /** Where it stands. */
  readonly source: string;

  /** What is wrong, in one sentence. */
  readonly wrong: string;

  /** What must be found in it; only what is given must agree. `syntax` is what is no YAML. */
  readonly finding: {
    readonly rule: string;
    readonly source?: string;
    readonly path?: string;
    /** What the message must hold. */
    readonly message?: string;
  };

  readonly broken: string;
  readonly fixed: string;
}

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly source: string;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Everything that is said of a file: while it is read, and of the objects in it. */
async function findingsIn(name: string, text: string): Promise<Found[]> {
  try {
    const read = documentsOf({ name, text }).map(objectsOf);
    const flaws = read.flatMap((document) => document.flaws);
    const objects = read.flatMap((document) => document.objects.map(({ object }) => object));
    const findings = await check(objects, { podSecurity: 'restricted' });
    const all = [
      ...flaws.map(({ rule: { name: rule, severity, source }, ...flaw }) => {
        return { ...flaw, rule, severity, source };
      }),
      ...findings,
    ];
    return all.map(({ rule, severity, source, path, message, fix }) => {
      return { rule, severity, source, path, message, fix };
    });
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { message } = error;
    return [{ rule: 'syntax', severity: 'error', source: 'yaml', path: '', message, fix: message }];
  }
}

const EXAMPLES = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file): [string, Published] => [
    basename(file, '.yaml'),
    parse(readFileSync(join(__dirname, file), 'utf8')),
  ]);

describe.each(EXAMPLES)('%s', (name, { wrong, finding, broken, fixed }) => {
  test(`is caught: ${wrong}`, async () => {
    const { message = '', ...fields } = finding;
    const findings = await findingsIn(name, broken);
    expect(findings).toContainEqual(
      expect.objectContaining({ ...fields, message: expect.stringContaining(message) }),
    );
    const found = findings.filter(({ rule }) => rule === finding.rule);
    for (const { fix } of found) expect(fix).not.toBe('');
  });

  test('is clean of that, and free of errors, once it is mended', async () => {
    const findings = await findingsIn(name, fixed);
    const said = findings.filter(
      ({ rule, severity }) => rule === finding.rule || severity === 'error',
    );
    expect(said).toEqual([]);
  });
});
