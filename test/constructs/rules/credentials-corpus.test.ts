import { formatOf, leaves } from '../../../constructs/rules/credentials/config-text';
import { credentialsInText } from '../../../constructs/rules/credentials/credentials';
import { type Fixture, readFixtures } from './credentials-corpus/fixture';
import { LABELS } from './credentials-corpus/labels';

const FIXTURES = readFixtures();

function keysIn(text: string, file: string): string[] {
  return credentialsInText(text, file).map(({ key }) => key);
}

interface Result {
  readonly file: string;
  readonly format: string;
  readonly secrets: number;
  readonly found: number;
  /** Settings that are no secret. */
  readonly plain: number;
  readonly falsePositives: readonly string[];
}

/** A secret is found where its key is no longer named once a reference stands in its place. */
function judge({ file, text, withoutSecrets, withoutOne }: Fixture): Result {
  const keys = keysIn(text, file);
  const found = withoutOne.filter((without) => {
    const others = keysIn(without, file);
    return keys.some((key) => !others.includes(key));
  });
  const format = formatOf(file, text);
  return {
    file,
    format,
    secrets: withoutOne.length,
    found: found.length,
    plain: leaves(format, text).length - withoutOne.length,
    falsePositives: keysIn(withoutSecrets, file),
  };
}

const RESULTS = FIXTURES.map(judge);

function sum(numberOf: (result: Result) => number): number {
  return RESULTS.reduce((total, result) => total + numberOf(result), 0);
}

afterAll(() => {
  const total: Result = {
    file: `${RESULTS.length} files`,
    format: `${new Set(RESULTS.map(({ format }) => format)).size}`,
    secrets: sum(({ secrets }) => secrets),
    found: sum(({ found }) => found),
    plain: sum(({ plain }) => plain),
    falsePositives: [`${sum(({ falsePositives }) => falsePositives.length)}`],
  };
  const row = ({ file, format, secrets, found, plain, falsePositives }: Result) =>
    `| ${file} | ${format} | ${secrets} | ${found} | ${plain} | ${falsePositives.join(', ')} |\n`;
  process.stdout.write(
    `\n| file | format | secrets | found | plain | false positives |\n|---|---|---|---|---|---|\n${[
      ...RESULTS,
      total,
    ]
      .map(row)
      .join('')}`,
  );
});

test('the corpus is large enough to say something', () => {
  expect(RESULTS.length).toBeGreaterThanOrEqual(25);
  expect(sum(({ secrets }) => secrets)).toBeGreaterThanOrEqual(150);
  expect(sum(({ plain }) => plain)).toBeGreaterThanOrEqual(300);
});

test('every file is labelled', () => {
  expect(FIXTURES.map(({ file }) => file)).toEqual(Object.keys(LABELS).sort());
});

describe.each(FIXTURES.map((fixture) => [fixture.file, fixture] as const))(
  '%s',
  (file, fixture) => {
    const labels = LABELS[file];

    test('has a label for each secret', () => {
      expect(labels?.secrets).toHaveLength(fixture.withoutOne.length);
    });

    test('shows every secret by its key', () => {
      const falsePositives = Object.keys(labels?.falsePositives ?? {});
      const keys = keysIn(fixture.text, file).filter((key) => !falsePositives.includes(key));
      expect(keys).toEqual(labels?.secrets);
    });

    test('no longer shows a secret that is replaced by a reference', () => {
      const { found, secrets } = judge(fixture);
      expect(found).toBe(secrets);
    });

    test('shows nothing else but the listed false positives', () => {
      expect(keysIn(fixture.withoutSecrets, file)).toEqual(
        Object.keys(labels?.falsePositives ?? {}),
      );
    });
  },
);
