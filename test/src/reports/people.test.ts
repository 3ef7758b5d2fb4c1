import { checkForPeople } from '../../../src/reports/people';
import { COLOURED } from '../../../src/reports/style';
import { finding, report, UNKNOWN } from './sample';

test('a finding says everything that is known of it', () => {
  expect(checkForPeople(report(finding(), UNKNOWN))).toMatchSnapshot();
});

test('a finding of which no place is known is told as well', () => {
  const place = { file: null, document: null, origin: null, constructPath: null, createdAt: null };
  const text = checkForPeople(report(finding({ place, line: null })));

  expect(text).toMatch(/^Service eo\/tiler\n {2}error: .*\n {4}why /);
});

test('findings of one object stand together, the worst first', () => {
  const other = { ...finding().subject, name: 'other' };
  const text = checkForPeople(
    report(
      finding({ severity: 'info', message: 'first' }),
      finding({ severity: 'warning', subject: other, message: 'second' }),
      finding({ severity: 'error', message: 'third' }),
    ),
  );

  expect(text.match(/^(?:Service \S+|.*(?:first|second|third))/gm)).toEqual([
    'Service eo/tiler',
    '  error: third',
    '  info: first',
    'Service eo/other',
    '  warning: second',
  ]);
});

test('a message of several lines stays in its column', () => {
  expect(checkForPeople(report(finding({ message: 'a\nb\n', fix: 'c\nd' })))).toContain(
    '  error: a\n    b\n    at   dist/eo/web site.yaml:14\n',
  );
});

test('of a message that holds a whole object, the middle is left out', () => {
  const message = `spec.template: Invalid value: {${'a'.repeat(3000)}}: field is immutable`;
  const text = checkForPeople(report(finding({ message })));

  expect(text).toMatch(
    / {2}error: spec\.template: .{50,100} \.\.\. .{50,100}: field is immutable\n/,
  );
});

test('the sum counts by severity, and says where nothing was found', () => {
  const last = (text: string) => text.trimEnd().split('\n').at(-1);

  expect(last(checkForPeople(report(finding(), finding({ severity: 'warning' }))))).toBe(
    '2 objects in 1 file judged for Kubernetes 1.36: 1 error, 1 warning, 0 info',
  );
  expect(checkForPeople(report())).toBe(
    '2 objects in 1 file judged for Kubernetes 1.36: nothing found\n',
  );
});

test('colours change nothing but colours', () => {
  const findings = [finding(), finding({ severity: 'warning' }), finding({ severity: 'info' })];
  const plain = checkForPeople(report(...findings));
  const coloured = checkForPeople(report(...findings), COLOURED);

  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  expect(coloured).toContain('\u001b[33mwarning\u001b[39m');
  expect(coloured).toContain('\u001b[34minfo\u001b[39m');
  const [before = '', ...pieces] = coloured.split('\u001b[');
  expect(before + pieces.map((piece) => piece.replace(/^\d+m/, '')).join('')).toBe(plain);
});
