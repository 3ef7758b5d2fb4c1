/** Plain scalars, and what kubectl takes them for. */
export const SCALARS: [string, unknown][] = [
  ...values(true, ['yes', 'Yes', 'YES', 'y', 'Y', 'on', 'On', 'ON', 'true', 'True', 'TRUE']),
  ...values(false, ['no', 'No', 'NO', 'n', 'N', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE']),
  ...values(null, ['~', 'null', 'Null', 'NULL', '', '# a', '!!null ~']),
  ...values(0, ['0', '-0', '+0', '00', '0_0', '0.', '0e0']),
  ...values(15, [
    '15',
    '+15',
    '0o17',
    '0O17',
    '017',
    '0_o17',
    '0xF',
    '0Xf',
    '0_xf',
    '0b1111',
    '1_5',
  ]),
  ...values(-15, ['-15', '-0o17', '-017', '-0xf', '-0b1111', '-1_5']),
  ...values(8, ['08', '8.', '0.8e1', '!!float 8', '!!int 8', '!!int "8"']),
  ...values(1000, ['1e3', '1E3', '1.e3', '1_000', '1__000', '1000_', '+1e+3', '.1e4']),
  ...values(0.5, ['0.5', '.5', '+.5', '5e-1', '.5_0', '0_.5']),
  ...values(1e20, ['100000000000000000000', '1e20']),
  ...[
    ...['yEs', 'tRue', 'nULL', 'T', '12:34:56', '12:30', '2026-11-21', '2026-11-21T10:00:00Z'],
    ...['0x', '0b', '0b12', '0o8', '0xG', '0x1p-2', '_1', '.', '..', '+', '1.5.0', '1,000', 'e1'],
    ...['a#b', 'a:b', 'a b', 'http://x:80/', '=', '10Gi', '500m', '0 3 * * 1', '1e400', ':b', '?b'],
  ].map((text): [string, unknown] => [text, text]),
  ['"yes"', 'yes'],
  ["'017'", '017'],
  ["'it''s'", "it's"],
  ['"a\\tb\\x41\\u0042\\n"', 'a\tbAB\n'],
  ['! 12', '12'],
  ['!!str 12', '12'],
  ['!own 12', '12'],
  ['!!binary aGVsbG8=', 'hello'],
  ['a # b', 'a'],
  ['{a: 1, b}', { a: 1, b: null }],
  ['{"a":1}', { a: 1 }],
  ['[a, b: c, [d]]', ['a', { b: 'c' }, ['d']]],
];

/** Documents, and what kubectl takes them for. */
export const MAPS: [string, Record<string, unknown>][] = [
  ['a: &a {x: 1, z: 2}\nb:\n  x: 5\n  <<: *a\n', { a: { x: 1, z: 2 }, b: { x: 1, z: 2 } }],
  ['a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  x: 5\n', { a: { x: 1, z: 2 }, b: { x: 5, z: 2 } }],
  [
    'a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc:\n  <<: [*a, *b]\n',
    { a: { x: 1 }, b: { x: 2, z: 3 }, c: { x: 1, z: 3 } },
  ],
  ['a: {"<<": {x: 1}}\n', { a: { '<<': { x: 1 } } }],
  ['a: &a 1\nb: &a 2\nc: *a\n', { a: 1, b: 2, c: 2 }],
  [
    '1.5: a\n1e3: b\n017: c\nyes: d\n0x10: e\n',
    { 1.5: 'a', 1000: 'b', 15: 'c', true: 'd', 16: 'e' },
  ],
  ['? a\n: b\n', { a: 'b' }],
  [
    'a:\n- b\n- - c\n  - d\nb:\n  - e: f\n    g: h\n  -\n    i: j\n',
    {
      a: ['b', ['c', 'd']],
      b: [{ e: 'f', g: 'h' }, { i: 'j' }],
    },
  ],
  ['a: b\n  c\n\n  d\n', { a: 'b c\nd' }],
  ['a: "b\n\n  c \\\n  d"\n', { a: 'b\nc d' }],
  ['a: |\n  b\n   c\n\n\nd: |-\n  e\n\nf: |+\n  g\n\n', { a: 'b\n c\n', d: 'e', f: 'g\n\n' }],
  ['a: >\n  b\n  c\n\n   d\n  e\n', { a: 'b c\n\n d\ne\n' }],
  ['a: |2\n    b\n', { a: '  b\n' }],
  ['a: [\n  1,\n  2,\n]\n', { a: [1, 2] }],
  ['"a b": c\n\'d\': e\nf : g\n', { 'a b': 'c', d: 'e', f: 'g' }],
  ['a: !!set {b, c}\n', { a: { b: null, c: null } }],
  ['a: \ud83d\udef0\nb: "\\U0001F6F0"\n', { a: '\ud83d\udef0', b: '\ud83d\udef0' }],
];

/** Documents that kubectl does not read. */
export const REFUSED: string[] = [
  ...[
    'x: -\n',
    'x: .nan\n',
    'x: -.inf\n',
    '~: 1\n',
    '? {a: b}\n: c\n',
    '? [a]\n: b\n',
    '{{ .a }}: b\n',
  ],
  ...['a: {{- x }}\n', '{{- if x }}\na: b\n', 'x: *none\n', 'x: &x [1, *x]\n', 'x: "\\q"\n'],
  ...['x: !!int a\n', 'x: !!bool 1\n', 'x: {<<: 1}\n', 'a: b: c\n', 'a: - b\n', 'a:\n\tb: 1\n'],
  ...['a: 1\n  b: 2\n', 'a: @b\n', 'a: %b\n', 'a: [b\nc: d\n', 'a: "b\n', 'a: \u0007\n'],
  ...['%YAML 1.1\n---\na: b\n', '--- {}\n', 'a: b\n---c\n', 'a: b\n- c\n'],
];

function values(value: unknown, texts: readonly string[]): [string, unknown][] {
  return texts.map((text) => [text, value]);
}
