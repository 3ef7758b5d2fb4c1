import fc from 'fast-check';
import {
  absolutePath,
  fileName,
  liveFileName,
  mountPath,
  subPath,
  urlPath,
} from '../../../constructs/rules/paths';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;

describe('absolutePath', () => {
  const rule = "must be an absolute path, without '..', control characters or spaces at its ends";
  accepts(absolutePath, ['/', '/data', '/data/', '/a b', '/a:b', '/..a/b..', '/données']);
  refuses(absolutePath, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['data', rule, "write '/data'"],
    ['./data', rule, "write '/data'"],
    ['/data/../etc', rule, "write '/etc'"],
    ['/..', rule, "write '/'"],
    [' /data\n', rule, "write '/data'"],
    ['/da\nta', rule, none],
    ['/da\0ta', rule, none],
    ['/da\u0085ta', rule, none],
    ['~/data', rule, none],
    ['C:\\data', rule, none],
    ['server:/data', rule, none],
    ['../data', rule, none],
  ]);
});

describe('mountPath', () => {
  const rule =
    "must be an absolute path below '/', without ':', '.', '..' or empty elements, " +
    'and without a slash at its end';
  accepts(mountPath, ['/data', '/code/config.yaml', '/mnt/md0/minio_storage', '/.cache', '/a b']);
  refuses(mountPath, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['data', rule, "write '/data'"],
    ['/data/', rule, "write '/data'"],
    ['//data', rule, "write '/data'"],
    ['/code/./data', rule, "write '/code/data'"],
    ['/code/../data', rule, "write '/data'"],
    ['/data:ro', rule, "write '/data' and mount it read-only"],
    ['/data:rw', rule, "write '/data'"],
    ['/host:/data', rule, none],
    ['/', rule, none],
    ['~/data', rule, none],
    ['\\data', rule, none],
    ['/da\tta', rule, none],
  ]);
});

describe('subPath', () => {
  const rule = "must be a relative path, not beginning with '/' or '..' and without '..' elements";
  accepts(subPath, ['config.yaml', 'scenes/2020', 'a..b', '.hidden', 'a b']);
  refuses(subPath, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['/scenes', rule, "write 'scenes'"],
    ['scenes/../other', rule, "write 'other'"],
    ['../scenes', rule, "write 'scenes'"],
    ['..data', rule, none],
    ['/', rule, none],
    ['a\nb', rule, none],
  ]);
});

describe('urlPath', () => {
  const rule =
    "must be a URL path: beginning with '/', without '//', '.' and '..' elements, '%2F', spaces, " +
    'a query or a regular expression';
  accepts(urlPath, ['/', '/api', '/api/', '/a.b/~c', '/%20', '/a+b', '/données', '/.well-known']);
  refuses(urlPath, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['api', rule, "write '/api'"],
    ['/api//v1', rule, "write '/api/v1'"],
    ['/api/./v1/', rule, "write '/api/v1/'"],
    ['/api/..', rule, "write '/'"],
    ['/api/.', rule, "write '/api'"],
    ['/a%2fb', rule, none],
    ['/a%2Fb', rule, none],
    ['/api(/|$)(.*)', rule, "write '/api'"],
    ['/api/(.*)', rule, "write '/api'"],
    ['/api/*', rule, "write '/api'"],
    ['/*', rule, "write '/'"],
    ['/api?format=json', rule, "write '/api'"],
    ['https://tiles.example.com/api', rule, "write '/api'"],
    [' /api', rule, "write '/api'"],
    ['/a b', rule, none],
    ['/^a$', rule, none],
    ['/a;b', rule, none],
    ['/a"b', rule, none],
  ]);
});

describe('paths and the API server', () => {
  const text = fc.string({
    unit: fc.constantFrom('/', '.', 'a', ':', '%2f', '%2F', ' ', '*', '\n'),
  });

  it('accepts only URL paths that the server accepts', () => {
    fc.assert(
      fc.property(text, (path) => {
        if (urlPath(path) !== undefined) return;
        expect(path.startsWith('/')).toBe(true);
        for (const part of ['//', '/./', '/../', '%2f', '%2F']) expect(path).not.toContain(part);
        expect(path).not.toMatch(/\/\.{1,2}$/);
      }),
    );
  });

  it.each([
    ['absolutePath', absolutePath],
    ['mountPath', mountPath],
    ['subPath', subPath],
    ['urlPath', urlPath],
  ])('%s gives a fix that it accepts itself', (_, rule) => {
    fc.assert(
      fc.property(text, (path) => {
        const written = /^write '([^']*)'/.exec(rule(path)?.fix ?? '')?.[1];
        if (written !== undefined) expect(rule(written)).toBeUndefined();
      }),
    );
  });
});

describe('fileName', () => {
  const rule = 'must have at most 255 bytes in each part';
  accepts(fileName, ['/a', `/${'a'.repeat(255)}/b`, '/价'.repeat(100)]);
  refuses(fileName, [
    [`/${'a'.repeat(256)}`, rule, none],
    [`/${'价'.repeat(86)}/a`, rule, none],
  ]);
});

describe('liveFileName', () => {
  const rule = "must not have a name that begins with '..' in a folder that is live";
  accepts(liveFileName, ['/a', '/.a', '/a..', '/..a/b']);
  refuses(liveFileName, [
    ['/..a', rule, none],
    ['/a/..b', rule, none],
  ]);
});
