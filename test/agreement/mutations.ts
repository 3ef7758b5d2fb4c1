import fc from 'fast-check';
import { isMap } from './json';
import type { Json, JsonMap, Manifest } from './manifest';
import { type Path, pathsOf, updateAt, valueAt } from './tree';

/** Numbers at which rules end, and those at which types do. */
const NUMBERS = [
  ...[-1, 0, 1, 2, 15, 16, 20, 21, 52, 53, 63, 64, 99, 100, 101, 511, 512, 1023, 1024, 3600],
  ...[29999, 30000, 32767, 32768, 65535, 65536, 86400, 86401, 2 ** 31 - 1, 2 ** 31, 2 ** 32],
  ...[-(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, 1e19, 1e300, 0.5, -0.5, 1.5],
];

/** Texts that are right in one place and wrong in most. */
const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'A',
    'a_b',
    'a.b',
    'a-b',
    '-a',
    'a-',
    'a b',
    ' a',
    'a ',
    '1',
    '1a',
    'ä',
    '日本',
  ],
  ...['\u0000', 'a\nb', '\u2028', '\ud800', '\u0085', '😀', '../a', '/a', 'a/b', 'a/b/c', '/', '.'],
  ...[
    '..',
    '*',
    '*.a.org',
    'a:b',
    'a=b',
    '$(A)',
    '{{a}}',
    'null',
    'true',
    '0o17',
    '0',
    '-1',
    '1.5',
  ],
  ...['1Gi', '10GB', '100m', '-1Gi', '0.5', '1e3', '1E', '25%', '0%', '101%', '%', '80', '99999'],
  ...['10.0.0.1', '10.0.0.0/8', '10.0.0.1/8', '::1', '2001:db8::/32', '010.0.0.1', '1.2.3.4.5'],
  ...['* * * * *', '@daily', '61 * * * *', 'UTC', 'Europe/Berlin', 'https://a.example.org/b?c'],
  ...['Always', 'Never', 'OnFailure', 'None', 'Exists', 'In', 'TCP', 'tcp', 'Block', 'ALL', 'Pod'],
  ...['2026-01-01T00:00:00Z', '2026-13-01T00:00:00Z', 'eA==', 'kubernetes.io/a', 'example.org/a'],
  ...['metadata.name', "metadata.labels['a']", 'limits.cpu', 'true || false', 'self.a', '[', '(a'],
  ...['system-node-critical', 'default', 'main', 'tiles', 'ReadWriteOncePod', 'ReadWriteMany'],
  ...[63, 64, 253, 254].map((length) => 'a'.repeat(length)),
];

/** Values of another type than most fields have. */
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  '',
  'a',
  [],
  {},
  [null],
  ['a'],
  { a: 'b' },
];

/** Fields that no kind has, and those that only some kinds have. */
const UNKNOWN = ['x', 'Spec', 'replica', 'imgePullPolicy', 'containerPort', 'name', 'a b', 'ä', ''];

/** One change of a manifest. */
type Mutation = (manifest: Json, fields: Fields) => Json | undefined;

/** The values that fields have in good manifests, by the name of the map that they are in. */
export type Fields = ReadonlyMap<string, readonly (readonly [string, Json])[]>;

/** Collects the fields of good manifests, so that one can be put where another one is right. */
export function fieldsOf(manifests: readonly Manifest[]): Fields {
  const fields = new Map<string, (readonly [string, Json])[]>();
  const seen = new Set<string>();
  for (const manifest of manifests) {
    for (const path of pathsOf(manifest)) {
      const key = path.at(-1);
      const value = valueAt(manifest, path);
      const parent = parentOf(path);
      const id = JSON.stringify([parent, key, value]);
      if (typeof key !== 'string' || value === undefined || seen.has(id)) continue;
      seen.add(id);
      fields.set(parent, [...(fields.get(parent) ?? []), [key, value]]);
    }
  }
  return fields;
}

/** The name of the field that has the map or list at the end of a way. */
function parentOf(path: Path): string {
  const names = path.slice(0, -1).filter((step) => typeof step === 'string');
  return `${names.at(-1) ?? ''}`;
}

/** What is not changed: which kind of which namespace it is, which the request's path says too. */
function mayChange([first, second, ...rest]: Path): boolean {
  if (first === 'apiVersion' || first === 'kind') return false;
  return first !== 'metadata' || second !== 'namespace' || rest.length > 0;
}

const index = fc.nat(1_000_000);

/** Another value in a place that fits, which is chosen by a number. */
function inPlace(
  chosen: number,
  fits: (value: Json | undefined) => boolean,
  update: (old: Json | undefined, path: Path) => Json | undefined,
): Mutation {
  return (manifest) => {
    const all = fits === isMap ? [[], ...pathsOf(manifest)] : pathsOf(manifest);
    const paths = all.filter((path) => mayChange(path) && fits(valueAt(manifest, path)));
    const path = at(paths, chosen);
    return path && updateAt(manifest, path, (old) => update(old, path));
  };
}

function at<T>(items: readonly T[], chosen: number): T | undefined {
  return items[chosen % items.length];
}

const always = () => true;
const isText = (value: Json | undefined) => typeof value === 'string';
const isNumber = (value: Json | undefined) => typeof value === 'number';
const isList = (value: Json | undefined) => Array.isArray(value);

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9A-Z./:_@ -]{0,20}$/) },
);

const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.integer({ min: -10, max: 100 }));

/** Keys in another spelling. */
function misspell(map: JsonMap, chosen: number): Json {
  const key = at(Object.keys(map), chosen) ?? '';
  const wrong = [
    key.toUpperCase(),
    key.slice(0, -1),
    `${key}s`,
    key.replace(/^./, (c) => c.toUpperCase()),
  ];
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [
      name === key ? (at(wrong, chosen) ?? name) : name,
      value ?? null,
    ]),
  );
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 3, arbitrary: index.map((i) => inPlace(i, always, () => undefined)) },
  {
    weight: 5,
    arbitrary: fc.tuple(index, text).map(([i, value]) => inPlace(i, isText, () => value)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(index, number).map(([i, value]) => inPlace(i, isNumber, () => value)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(index, fc.constantFrom(...VALUES))
      .map(([i, value]) => inPlace(i, always, () => value)),
  },
  // An item twice.
  {
    weight: 2,
    arbitrary: fc.tuple(index, index).map(([i, item]) =>
      inPlace(i, isList, (old) => {
        const list: readonly Json[] = Array.isArray(old) ? old : [];
        const twice = at(list, item);
        return twice === undefined ? list : [...list, twice];
      }),
    ),
  },
  // The value of one place in another one.
  {
    weight: 2,
    arbitrary: fc.tuple(index, index).map(
      ([from, to]): Mutation =>
        (manifest) => {
          const path = at(pathsOf(manifest), from) ?? [];
          const value = valueAt(manifest, path);
          return inPlace(to, always, () => value)(manifest, new Map());
        },
    ),
  },
  // A field that other good manifests have there.
  {
    weight: 8,
    arbitrary: fc.tuple(index, index).map(
      ([i, field]): Mutation =>
        (manifest, fields) =>
          inPlace(i, isMap, (old, path) => {
            const name = path.filter((step) => typeof step === 'string').at(-1) ?? '';
            const entry = at(fields.get(`${name}`) ?? [], field);
            return isMap(old) && entry ? { ...old, [entry[0]]: entry[1] } : old;
          })(manifest, fields),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(index, fc.constantFrom(...UNKNOWN), fc.constantFrom(...VALUES))
      .map(([i, key, value]) =>
        inPlace(i, isMap, (old) => (isMap(old) ? { ...old, [key]: value } : old)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(index, index)
      .map(([i, key]) => inPlace(i, isMap, (old) => (isMap(old) ? misspell(old, key) : old))),
  },
  // So much that a limit of the whole object is passed.
  {
    weight: 1,
    arbitrary: fc
      .tuple(index, fc.constantFrom(1025, 2049, 5000))
      .map(([i, length]) => inPlace(i, isText, () => 'a'.repeat(length))),
  },
);

/** Good manifests with one to three changes that no rule guides. */
export function mutated(good: readonly Manifest[], fields: Fields): fc.Arbitrary<Manifest> {
  const kinds = [...new Set(good.map(kindOf))];
  const ofKind = (kind: string) => good.filter((manifest) => kindOf(manifest) === kind);
  const manifest = fc.oneof(...kinds.map((kind) => fc.constantFrom(...ofKind(kind))));
  return fc
    .tuple(manifest, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([base, mutations]) => {
      const mutate = (object: Json, change: Mutation) => change(object, fields) ?? object;
      const changed = mutations.reduce<Json>(mutate, base);
      if (!isMap(changed)) return base;
      const { apiVersion, kind } = base;
      const metadata = isMap(changed.metadata) ? changed.metadata : base.metadata;
      return { ...changed, apiVersion, kind, metadata };
    });
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${apiVersion} ${kind}`;
}
