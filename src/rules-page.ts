import { RULES, type Rule, SERVER_RULES } from './checks';
import { READING_RULES } from './reading/rules';

/** The reference page of the rules. */
export function rulesPage(): string {
  return `${[
    '# Rules',
    'Written by `npm run docs` from the rules themselves.',
    "`api-server` and `pod-security` are the words of Kubernetes' own code: each finding carries the " +
      "server's message, and the rule here only says which group it belongs to. The rules of " +
      '`cdk8s-eo` say what the server cannot see.',
    'Each of our rules, and `pod-security` where no namespace enforces it, can be turned off for one ' +
      'object by an annotation whose value is the reason, in ten characters or more:',
    '```yaml\nmetadata:\n  annotations:\n    cdk8s-eo/exception-<rule>: the reason\n```',
    '## The API server',
    table(
      ['rule', 'severity', 'what must hold', 'otherwise'],
      SERVER_RULES.map(({ name, severity, summary, why }) => [
        `\`${name}\``,
        severity,
        summary,
        `${why}.`,
      ]),
    ),
    '## Reading',
    'Found while files are read, by the commands and the plugin.',
    table(
      ['rule', 'severity', 'what must hold', 'otherwise'],
      READING_RULES.map(({ name, severity, summary, why }) => [
        `\`${name}\``,
        severity,
        summary,
        `${why}.`,
      ]),
    ),
    '## Our own',
    table(
      ['rule', 'severity', 'what must hold'],
      RULES.map(({ name, severity, summary }) => [`[\`${name}\`](#${name})`, severity, summary]),
    ),
    ...RULES.map(section),
  ].join('\n\n')}\n`;
}

function section({ name, severity, summary, why, examples }: Rule): string {
  return [
    `### ${name}`,
    `${summary} Otherwise (${severity}): ${why}.`,
    `Keeps it:\n\n${yaml(examples.good)}`,
    `Breaks it:\n\n${yaml(examples.bad)}`,
  ].join('\n\n');
}

function yaml(text: string): string {
  return `\`\`\`yaml\n${text.trim()}\n\`\`\``;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
