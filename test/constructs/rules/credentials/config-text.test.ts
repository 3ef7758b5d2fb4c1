import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import {
  type ConfigFormat,
  formatOf,
  leaves,
  valueLeaves,
} from '../../../../constructs/rules/credentials/config-text';

/** The leaves as `path = value`. */
function read(format: ConfigFormat, text: string): string[] {
  return leaves(format, text).map(({ path, value }) => `${path.join('.')} = ${value}`);
}

/** `${…}`, which a template literal of a test would fill in. */
const VARIABLE = '$' + '{VALUE}';

const FORMATS: readonly ConfigFormat[] = [
  'yaml',
  'json',
  'ini',
  'dotenv',
  'toml',
  'python',
  'netrc',
  'pgpass',
  'userlist',
  'directives',
  'xml',
];

describe('leaves of YAML', () => {
  it.each<[string, string, string[]]>([
    ['nested maps', 'a:\n  b: 1\n  c:\n    d: x\ne: y', ['a.b = 1', 'a.c.d = x', 'e = y']],
    ['lists', 'a:\n  - x\n  - y\n', ['a.0 = x', 'a.1 = y']],
    [
      'lists at the indentation of their name',
      'a:\n- x\n- y\nb: z',
      ['a.0 = x', 'a.1 = y', 'b = z'],
    ],
    ['lists of maps', '- a: 1\n  b: 2\n- a: 3', ['0.a = 1', '0.b = 2', '1.a = 3']],
    ['lists of lists', '- - a\n  - b\n- c', ['0.0 = a', '0.1 = b', '1 = c']],
    ['comments', '# x: y\na: b # c\nd: e#f\n', ['a = b', 'd = e#f']],
    [
      'quotes',
      `a: "x: \\"y\\" \\u0041\\n"\nb: 'it''s # here'`,
      ['a = x: "y" A\n', "b = it's # here"],
    ],
    ['quoted names', `"a b": 1\n'c': 2\n"d:e": 3`, ['a b = 1', 'c = 2', 'd:e = 3']],
    ['quotes over several lines', 'a: "x\n  y\n\n  z"\nb: 1', ['a = x y\nz', 'b = 1']],
    ['a quote that never ends', 'a: "x\nb: y', ['a = x', 'b = y']],
    ['flow collections', 'a: {b: x, "c": [y, "z"]}', ['a.b = x', 'a.c.0 = y', 'a.c.1 = z']],
    [
      'flow collections over lines',
      'a: {b: x,\n  c: y # z\n}\nd: e',
      ['a.b = x', 'a.c = y', 'd = e'],
    ],
    ['URLs in flow collections', 'a: [http://b:1/c]', ['a.0 = http://b:1/c']],
    ['block scalars', 'a: |\n  x\n   y\n\n  z\nb: 1', ['a = x\n y\n\nz\n', 'b = 1']],
    ['folded block scalars', 'a: >-\n  x\n  y\n\n  z\nb: 1', ['a = x y\nz', 'b = 1']],
    ['block scalars in lists', '- |-\n  x\n- >\n  y', ['0 = x', '1 = y\n']],
    ['block scalars with an indentation', 'a: |2-\n   x\n  y', ['a =  x\ny']],
    ['plain scalars over lines', 'a: x\n  y\nb:\n  z', ['a = x y', 'b = z']],
    ['anchors and aliases', 'a: &p x\nb: *p\nc: *q', ['a = x', 'b = x']],
    ['tags', 'a: !!str x\nb: !ENV y\nc: ! z', ['a = x', 'b = !ENV y', 'c = z']],
    ['several documents', 'a: 1\n---\nb: 2\n...\n--- c\n', ['a = 1', 'b = 2', ' = c']],
    ['directives', '%YAML 1.2\n---\na: 1', ['a = 1']],
    ['templates', `a: {{ x }}\n{{- if y }}\nb: ${VARIABLE}`, ['a = {{ x }}', `b = ${VARIABLE}`]],
    ['values with colons', 'a: b:c\nd: http://e:1/', ['a = b:c', 'd = http://e:1/']],
    ['empty values', 'a:\nb: ""\nc: ~', ['b = ', 'c = ~']],
    ['other line ends and a byte order mark', '\uFEFFa: 1\r\nb: 2\r', ['a = 1', 'b = 2']],
    ['lost indentation', 'a:\nb:\nc: x', ['c = x']],
  ])('reads %s', (_, text, expected) => {
    expect(read('yaml', text)).toEqual(expected);
  });

  it('says the line of a value', () => {
    const lines = leaves('yaml', 'a: 1\n\nb:\n  - x\n  - {c: y}\n').map(({ line }) => line);
    expect(lines).toEqual([1, 4, 5]);
  });

  it('gives an item of a list the name of the list', () => {
    expect(leaves('yaml', 'passwords:\n  - x').map(({ key }) => key)).toEqual(['passwords']);
  });

  it('reads what a YAML library writes', () => {
    const key = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 });
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme', size: 'medium' }),
        fc.string({ unit: fc.constantFrom(...'ab:#-\'"\\\n {}[],&*!|>%@`?'.split('')) }),
      )
      .map((graphemes) => graphemes.replace(/[^\S \n]|^\s+$/g, ''));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (object) => {
        const written = stringify(object, { lineWidth: 24 });
        expect(parse(written)).toEqual(object);
        const expected = valueLeaves(object).map(({ path, value }) => ({ path, value }));
        const found = leaves('yaml', written).map(({ path, value }) => ({ path, value }));
        expect({ written, found }).toEqual({ written, found: expected });
      }),
      { numRuns: 100 },
    );
  });
});

describe('leaves of JSON', () => {
  it.each<[string, string, string[]]>([
    [
      'objects and lists',
      '{"a":{"b":[1,"x",true,null]}}',
      ['a.b.0 = 1', 'a.b.1 = x', 'a.b.2 = true'],
    ],
    [
      'comments and last commas',
      '{ // x\n"a": "b", "c": [1, 2,],}',
      ['a = b', 'c.0 = 1', 'c.1 = 2'],
    ],
    ['an object a line', '{"a": 1}\n{"a": 2}\n', ['a = 1', 'a = 2']],
    ['templates', '{"a": {{ x }}, "b": "y"}', ['a = {{ x }}', 'b = y']],
    ['what is cut off', '{"a": "b", "c": "d', ['a = b', 'c = d']],
  ])('reads %s', (_, text, expected) => {
    expect(read('json', text)).toEqual(expected);
  });
});

describe('leaves of INI', () => {
  it.each<[string, string, string[]]>([
    ['sections', 'a=1\n[b]\nc = 2\n[d e]\nf: 3', ['a = 1', 'b.c = 2', 'd e.f = 3']],
    ['comments', '# a=1\n; b=2\n// c\nd = x # y\ne = z ; w\nf = # g', ['d = x', 'e = z']],
    ['quotes', 'a = "x # y"\nb = \'z\';\nc: "d",', ['a = x # y', 'b = z', 'c = d']],
    ['lines that go on', '[a]\nb =\n  x\n  y', ['a.b = x', 'a.b = y']],
    ['names and words', 'requirepass x\nsave 900 1', ['requirepass = x', ' = save 900 1']],
    ['URLs', 'a = http://b:1/?c=d\nhttp://e', ['a = http://b:1/?c=d', ' = http://e']],
    ['sentences', 'To see all the passwords: ask', [' = To see all the passwords: ask']],
  ])('reads %s', (_, text, expected) => {
    expect(read('ini', text)).toEqual(expected);
  });
});

describe('leaves of dotenv files', () => {
  it.each<[string, string, string[]]>([
    ['variables', 'A=1\nexport B=x y\nC = z', ['A = 1', 'B = x y', 'C = z']],
    ['comments', '# A=1\nB=x # y\nC=z#w', ['B = x', 'C = z#w']],
    ['quotes', `A="x \\"y\\""\nB='z\\n' # w`, ['A = x "y"', 'B = z\\n']],
    ['quotes over lines', 'A="x\ny"\nB=1', ['A = x\ny', 'B = 1']],
    ['a quote that never ends', 'A="x\nB=1', ['A = "x', 'B = 1']],
    ['commands', 'set -e\nexec worker', [' = set -e', ' = exec worker']],
    ['empty values', 'A=\nB=""', []],
  ])('reads %s', (_, text, expected) => {
    expect(read('dotenv', text)).toEqual(expected);
  });
});

describe('leaves of TOML', () => {
  it.each<[string, string, string[]]>([
    ['tables', 'a = 1\n[b.c]\nd = "x"\n[[e]]\nf = true', ['a = 1', 'b.c.d = x', 'e.f = true']],
    ['inline tables', 'a = { b = "x", c.d = 2 }', ['a.b = x', 'a.c.d = 2']],
    ['lists over lines', 'a = [\n  "x", # y\n  "z",\n]\nb = 1', ['a.0 = x', 'a.1 = z', 'b = 1']],
    ['long texts', 'a = """x\n"y" """\nb = \'\'\'z\'\'\'', ['a = x\n"y" ', 'b = z']],
    ['literal texts', "a = 'x\\n'", ['a = x\\n']],
    ['quoted names', '"a b" = "x"\n["c d"]\ne = "y"', ['a b = x', 'c d.e = y']],
    ['comments', '# a = 1\nb = 2 # c', ['b = 2']],
  ])('reads %s', (_, text, expected) => {
    expect(read('toml', text)).toEqual(expected);
  });

  it('says the line of a value', () => {
    expect(leaves('toml', 'a = 1\n\nb = [\n "x",\n "y"]').map(({ line }) => line)).toEqual([
      1, 4, 5,
    ]);
  });
});

describe('leaves of Python', () => {
  it.each<[string, string, string[]]>([
    ['assignments', 'A = \'x\'\nB = C = "y"', ['A = x', 'C = y']],
    ['annotated assignments', "A: str = 'x'", ['A = x']],
    ['dictionaries', "A = {'b': {'c': 'x'}, 'd': e}", ['A.b.c = x']],
    ['lists and tuples', "A = ['x', 'y']\nB = ('z',)", ['A.0 = x', 'A.1 = y', 'B.0 = z']],
    ['keywords', "A = f(b='x', c=1)", ['A.f().b = x']],
    ['keys', "a['b'] = 'x'\na.c = 'y'", ['b = x', 'a.c = y']],
    [
      'defaults by the name before them',
      "A = os.environ.get('B', 'x')",
      ['A.os.environ.get() = B', 'A.B = x'],
    ],
    ['prefixes', "A = r'\\n'\nB = b'x'\nC = f'{d}y'", ['A = \\n', 'B = x', 'C = $()y']],
    ['long texts', 'A = """x\n"y"\n"""\nB = 1', ['A = x\n"y"\n']],
    ['joined texts', "A = ('x'\n     'y')", ['A.0 = x', 'A.0 = y']],
    ['lines that go on', "A = \\\n  'x'", ['A = x']],
    ['comments', "# A = 'x'\nB = 'y' # 'z'", ['B = y']],
    ['comparisons', "A = b == 'x' or c != 'y'", ['A = x', 'A = y']],
    ['statements', "a = 1; B = 'x'\nif c: D = 'y'", ['B = x', 'c = y']],
    ['additions', "A += ['x']", ['A.0 = x']],
    ['environment variables that are read', "A = os.environ['B']", []],
  ])('reads %s', (_, text, expected) => {
    expect(read('python', text)).toEqual(expected);
  });
});

describe('leaves of .netrc, .pgpass and userlist.txt', () => {
  it('reads machines', () => {
    const text = '# x\nmachine a login b password "c d"\ndefault\n  login e\n  password f\n';
    const expected = [
      'a.login = b',
      'a.password = c d',
      'default.login = e',
      'default.password = f',
    ];
    expect(read('netrc', text)).toEqual(expected);
  });

  it('reads users and their passwords', () => {
    const text = '; "user" "password"\n"a" "b"\n"c""d" "e" # f\n';
    expect(read('userlist', text)).toEqual(['a.password = b', 'c"d.password = e']);
  });

  it('reads lines of five fields', () => {
    expect(read('pgpass', '# x\nh:5432:d:u:p\\:\\\\q\n')).toEqual([
      'h.host = h',
      'h.port = 5432',
      'h.database = d',
      'h.user = u',
      'h.password = p:\\q',
    ]);
  });
});

describe('leaves of directives', () => {
  it.each<[string, string, string[]]>([
    ['names and values', 'pid /tmp/x;\nlisten 80;', ['pid = /tmp/x', 'listen = 80']],
    ['blocks', 'http {\n server { listen 80; }\n}', [' = http', ' = server', 'listen = 80']],
    ['quotes', "add_header X 'a; b' always;", [' = add_header X a; b always']],
    ['comments', '# a b\nc d # e', [' = c d # e']],
    ['long directives', 'user worker on >x ~* +@all', [' = user worker on >x ~* +@all']],
    ['the word that says "credential"', 'sentinel auth-pass eo x', ['sentinel.auth-pass = x']],
    ['names in quotes', 'CONFIG "API_KEY" "x"', ['CONFIG.API_KEY = x']],
    [
      'the server that is passed on to, and a protected area',
      'proxy_pass http://a;\nauth_basic "Restricted";',
      [' = http://a', ' = Restricted'],
    ],
    ['variables', `set $a "${VARIABLE}";`, [` = set $a ${VARIABLE}`]],
  ])('reads %s', (_, text, expected) => {
    expect(read('directives', text)).toEqual(expected);
  });

  it('says the line of a value', () => {
    expect(leaves('directives', '\npid x;\n\nlisten 80;').map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('leaves of XML', () => {
  it.each<[string, string, string[]]>([
    ['elements', '<a><b>x</b><c> y </c></a>', ['a.b = x', 'a.c = y']],
    ['attributes', `<a b="x" c='y'/>`, ['a.b = x', 'a.c = y']],
    ['names in attributes', '<e key="b">x</e>', ['e.key = b', 'e.b = x']],
    ['declarations and comments', '<?xml version="1.0"?><!-- <a>x</a> --><b>y</b>', ['b = y']],
    ['sections of characters', '<a><![CDATA[<x>]]></a>', ['a = <x>']],
    ['entities', '<a b="&quot;">x &amp;&lt; &euro;</a>', ['a.b = "', 'a = x &< &euro;']],
    ['what is not closed', '<a><b>x</c>y</a>', ['a.b = x', 'a.b = y']],
    ['what is cut off', '<a><b c="x', []],
  ])('reads %s', (_, text, expected) => {
    expect(read('xml', text)).toEqual(expected);
  });

  it('says the line of a value', () => {
    expect(leaves('xml', '<a>\n<b c="x">\ny</b>\n</a>').map(({ line }) => line)).toEqual([2, 2]);
  });
});

describe('leaves of any text', () => {
  const unit = fc.constantFrom(...'ab1 \t\n:=#;,-|>&*!"\'\\[](){}$%'.split(''), 'é', '\uFEFF');

  it.each(FORMATS)('%s is read without an error', (format) => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        for (const { path, key, value } of leaves(format, text)) {
          expect(typeof value).toBe('string');
          expect([...path, '']).toContain(key);
        }
      }),
    );
  });

  it.each(FORMATS)('%s is read in a time that grows with its length', (format) => {
    const hard = [
      '<a b="c">',
      '<!--',
      'a b ',
      '"a" "b"',
      'a: "x\n',
      "a = 'x\n",
      '{[(',
      'a: &b *b\n',
      'a:-',
      ' '.repeat(50),
      '"\\',
    ];
    const started = performance.now();
    for (const text of hard) leaves(format, text.repeat(1500));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('valueLeaves', () => {
  it('walks a plain object', () => {
    const found = valueLeaves({ a: { b: [1, 'x'] }, c: true, d: null, e: undefined, f: 2n });
    expect(found).toEqual([
      { path: ['a', 'b', '0'], key: 'b', value: '1' },
      { path: ['a', 'b', '1'], key: 'b', value: 'x' },
      { path: ['c'], key: 'c', value: 'true' },
      { path: ['f'], key: 'f', value: '2' },
    ]);
  });

  it('leaves out what is no plain value', () => {
    class Reference {
      public readonly key = 'x';
    }
    const values = [
      new Reference(),
      new Date(0),
      new Map([['a', 'b']]),
      Buffer.from('a'),
      () => 'a',
    ];
    expect(valueLeaves(values)).toEqual([]);
  });

  it('ends where an object holds itself', () => {
    const value: Record<string, unknown> = { a: 'x' };
    value.self = value;
    expect(valueLeaves(value)).toEqual([{ path: ['a'], key: 'a', value: 'x' }]);
  });

  it('reads the same object twice where it stands twice', () => {
    const shared = { b: 'x' };
    expect(valueLeaves({ a: shared, c: shared }).map(({ path }) => path.join('.'))).toEqual([
      'a.b',
      'c.b',
    ]);
  });
});

describe('formatOf', () => {
  it.each<[string, string, ConfigFormat]>([
    ['config.yaml', '', 'yaml'],
    ['/code/Config.YML', '', 'yaml'],
    ['stac.json', '', 'json'],
    ['pyproject.toml', '', 'toml'],
    ['settings.py', '', 'python'],
    ['.netrc', '', 'netrc'],
    ['.pgpass', '', 'pgpass'],
    ['.env', '', 'dotenv'],
    ['worker.env', '', 'dotenv'],
    ['.env.production', '', 'dotenv'],
    ['start.sh', '', 'dotenv'],
    ['alembic.ini', '', 'ini'],
    ['.boto', '', 'ini'],
    ['netrc', '', 'netrc'],
    ['kubeconfig', 'apiVersion: v1\nkind: Config', 'yaml'],
    ['datacube.conf', '# odc\n[datacube]\ndb_hostname: x', 'ini'],
    ['settings', '{"a": 1}', 'json'],
    ['settings', 'import os\nA = 1', 'python'],
    ['environment', 'export A=1', 'dotenv'],
    ['environment', 'A=1\nB: 2', 'ini'],
    ['login', 'machine x login y password z', 'netrc'],
    ['nginx.conf', '', 'directives'],
    ['site', 'server {\n  listen 80;\n}', 'directives'],
    ['queue', 'port 6379\nappendonly yes', 'directives'],
    ['userlist.txt', '', 'userlist'],
    ['users.xml', '', 'xml'],
    ['users', '<?xml version="1.0"?>', 'xml'],
    ['', '', 'ini'],
  ])('%j with the text %j is %s', (name, text, expected) => {
    expect(formatOf(name, text)).toBe(expected);
  });
});
