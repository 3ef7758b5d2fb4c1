/** The texts between the bars. */
function of(...rows: readonly string[]): string[] {
  return rows.flatMap((row) => row.split('¦'));
}

/** Numbers, in whatever notation: decimal, octal, hexadecimal, binary, of base 60, infinite, none. */
const NUMBERS = [
  '0o17 -0o17 +0o17 0o7_7 0_o17 0O17 0o 0o8 017 -017 0_17 08 0x1F 0_x1f -0x1f +0xA 0X1F',
  '0x 0xg 0x_1 0b11 -0b1 0b1_0 0B1 1e3 1E3 -1e3 1.5E-3 1.5e+3 .5e3 1.e5 1e 1e+ e0 e3',
  '12e03 0 -0 +0 00 12 -12 +12 1. .5 -.5 +.5 5_ _5 1_000 1__0.5 685_230.15 6.8523015e+5',
  '1,000 1.0.0 9007199254740993 1e999 .inf -.INF +.Inf .NaN .nan inf nan Infinity',
  '-Infinity 1E 1k 12:34:56 12:30 -1:30 +1:30 1:30.5 190:20:30 190:20:30.15 0:0 1:60 ::',
  '1_0:30 24:00:00:00 12:30: :30 5d 500m 4Gi 10.117.206.94 1.2.3 0.5.1 v0.0.2 123e4567',
  '0123456789abcdef 1e3e5 0x1p3 ٣ １２ ½ −5',
].flatMap((row) => row.split(' '));

/** Dates and times. */
const DATES = of(
  '2026-11-21¦2026-1-1¦0000-00-00¦2026-11¦2026-11-21T10:00:00Z¦2026-11-21t10:00:00z',
  '2026-11-21 10:00:00 +1¦2026-11-21T10:00:00.123456789+05:30¦2026-11-21 10:00¦20261121',
  '2001-12-14t21:59:43.10-05:00¦2001-12-15 2:59:43.10¦--11-21',
);

const SWITCHES = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false'];
const NOTHING = ['null', 'none', 'nil', 'undefined'];

/** What YAML 1.1, or 1.2, takes for a switch or for nothing, and what is only like it. */
const WORDS = [...SWITCHES, ...NOTHING]
  .flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])
  .concat(['~', '~a', 'tRUE', 'nULL', 'yES', 'oN', 't', 'f']);

/** Indicators and the other signs of YAML. */
const SIGNS = of(
  '¦<<¦<< ¦<¦<<<¦=¦==¦= ¦.¦..¦...¦....¦---¦--- a¦----¦-¦- ¦- a¦-a¦--¦--host¦---x¦-- a¦?',
  '? ¦? a¦?a¦:¦: ¦: a¦:a¦::a¦a: b¦a:¦a: ¦a:b¦a :b¦a : b¦a::¦a:\tb¦a #b¦a#b¦a\t#b¦#¦#a¦ #a',
  '&¦&a¦& a¦*¦*a¦* * * * *¦0 3 * * *¦!¦!a¦! a¦!!str a¦!<tag:yaml.org,2002:str> a',
  '!!binary aGk=¦!!¦|¦|-¦|+2¦| a¦>¦>-¦> a¦%¦%a¦%YAML 1.1¦@¦@a¦`¦`a`¦[¦[]¦[a]¦[a¦]¦a]¦{¦{}',
  '{a: b}¦{a¦}¦a}¦,¦,a¦a,b¦a, b¦(¦(a)¦/¦/a/b?c=d&e¦$¦$(NAME)¦$$¦{{ a }}¦{% a %}¦"¦""',
  "'¦''¦\"a\"¦'a'¦\"a¦'a¦a\"¦a'¦it's¦say \"no\"¦'\"¦\"'\"¦\\¦\\\\¦a\\¦a\\nb¦\\u0041",
  '\\x41¦\\"¦+¦+a¦_¦^¦;¦a;b¦__proto__¦constructor¦key: |¦- - a¦? - a¦a: [b¦a: "b¦-\ta¦-1',
  '- 1¦-.¦-a: b¦<<: *a',
).concat(['$' + '{A}']);

/** White space at the ends, within, and alone. */
const SPACES = of(
  ' ¦  ¦\t¦ \t¦\t ¦a ¦ a¦  a¦a  ¦ a ¦a  b¦\ta¦a\t¦a\tb¦\t\ta¦a \t b¦\u00a0¦\u00a0a',
  'a\u00a0¦\u2003a¦\u3000¦a\u3000b¦\u202f¦\u1680¦\v¦\f¦a\vb¦a\fb¦#\t¦ #¦\t#a¦- \t¦:\t¦?\t',
);

/** Line ends of every kind, and what is hard to write as a block. */
const LINES = of(
  '\n¦\n\n¦\n\n\n¦a\n¦a\n\n¦a\n\n\n¦\na¦\n\na¦\n a¦\n\ta¦\n\n a¦ \n¦ \na¦\t\n¦\n ¦\n\t',
  'a\nb¦a\nb\n¦a\n\nb\n¦a\n\n\nb¦a \nb \n¦a\t\nb¦a\n b¦ a\nb¦  a\n b¦\ta\nb¦a\n\tb\n',
  'a\nb\n  ¦a\nb\n\t¦a\nb\n \n¦a\nb \n¦a\n   \nb¦a\n\t\nb¦a\n---\nb\n¦---\na\n¦...\na\n',
  'a\n...\n¦--- a\nb¦%YAML 1.1\na\n¦# a\nb\n¦a\n# b\n¦a\n #b¦- a\n- b\n¦a: b\nc: d\n¦|\na',
  '"\n"¦\'\n\'¦"a\nb"¦\\\n¦a\\\nb¦0o17\n¦no\n¦~\n¦<<\n¦=\n¦12:34\n¦!a\nb¦&a\nb¦*a\n',
  '{\n}\n¦[\n]\n¦>\n¦?\na¦-\n-\n¦:\n¦\r¦\r\n¦a\r¦a\r\n¦a\rb¦a\r\nb\r\n¦a\n\rb¦\r\r¦\ra',
  'a\r\n\r\nb¦ \r\n ¦a\n\r¦\u0085¦a\u0085¦\u0085a¦a\u0085b¦a\n\u0085b¦a\u0085\n',
  'a \u0085 b¦\u0085\n¦a\r\u0085b¦\u2028¦\u2029¦a\u2028b¦a\u2029b\nc¦a\n\u2028\nb',
  '\u2028a\n¦a\u2028¦ \u2029 ¦a\u2028\n b',
);

/** Every character of ASCII and every control character: alone, within a line, and within lines. */
const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).flatMap(
  (character) => [character, `a${character}b`, `a\nb${character}\n`],
);

/** What stands at the edges of Unicode, what does not show, and the world's scripts. */
const CHARACTERS = of(
  '\u0000a¦a\u0000¦\u0007\u001b[31m¦\ufeff¦\ufeffa¦a\ufeff¦a\ufeff\nb¦\ufffe¦\uffff',
  '\ufffd¦a\ufffdb¦\ufdd0¦\ue000¦𐀀¦🿿¦􏿿¦\ud7ff¦\u00ad¦\u200b¦\u200d¦\u202e',
  '\u2066a\u2069¦\u0301¦e\u0301¦é¦É¦ß¦ﬁ¦ı¦İ¦São Paulo¦Québec¦日本語\nテキスト\n¦🛰️¦🛰️\n🌍\n',
  '👩\u200d🚀¦🇫🇷¦नमस्ते¦שלום¦مرحبا\n',
);

/** Texts at which writers break lines. */
const LONG = [
  'x'.repeat(2000),
  'word '.repeat(400),
  `${'word '.repeat(400)}\n`,
  ` ${'x'.repeat(200)}`,
  `a${' '.repeat(200)}b`,
  `${'a\n'.repeat(100)} b`,
  ...['0', '1', '\\', '"', "'", '\n', ' ', '- ', ': ', '{', '🛰️'].map((text) => text.repeat(200)),
];

/** Texts that some reader of YAML takes for something else, or that are hard to write. */
export const TORTURE: readonly string[] = [
  ...new Set([
    ...NUMBERS,
    ...DATES,
    ...WORDS,
    ...SIGNS,
    ...SPACES,
    ...LINES,
    ...CONTROLS,
    ...CHARACTERS,
    ...LONG,
  ]),
];

/** Texts of about 1 MiB, of one line and of many. */
export const HUGE: readonly string[] = ['x'.repeat(1_040_000), 'line of text\n'.repeat(80_000)];
