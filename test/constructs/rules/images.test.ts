import fc from 'fast-check';
import { image } from '../../../constructs/rules/images';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const REFERENCE =
  'must be an image reference: [host[:port]/]path[:tag][@sha256:64 hexadecimal digits], ' +
  'without scheme and spaces, host and path in lower case';
const VERSION = 'must have a tag or a digest';
const LATEST = "must have a fixed tag or a digest, not the tag 'latest'";

describe('image', () => {
  accepts(image, [
    'redis:7.2',
    'daskdev/dask:2024.1.0-py3.11',
    'registry.kub-eo.agr.gc.ca/agricarta:v0.0.2',
    'localhost:5000/a/b__c/d-e.f:V1',
    '[fd00::1]:5000/agricarta:1',
    `redis@${DIGEST}`,
    `quay.io/minio/minio:RELEASE.2024-01-01@${DIGEST}`,
    `redis:${'a'.repeat(128)}`,
    'a---b:1',
  ]);
  refuses(image, [
    ...WRONG_TYPES.map((value) => [value, REFERENCE, none] as const),
    ['redis', VERSION, "add the version, as in 'redis:1.2.3'"],
    ['registry:5000/redis', VERSION, "add the version, as in 'registry:5000/redis:1.2.3'"],
    ['redis:latest', LATEST, "write the version, as in 'redis:1.2.3'"],
    [`redis:latest@${DIGEST}`, "must not have the tag 'latest'", `write 'redis@${DIGEST}'`],
    ['https://registry.example/redis:7', REFERENCE, "write 'registry.example/redis:7'"],
    ['docker://redis:7', REFERENCE, "write 'redis:7'"],
    [' redis:7\n', REFERENCE, "write 'redis:7'"],
    ['redis: 7', REFERENCE, "write 'redis:7'"],
    ['Agricarta/API:V1', REFERENCE, "write 'agricarta/api:V1'"],
    ['Redis', REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    ['Redis:latest', REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    [`redis@${DIGEST.toUpperCase()}`, REFERENCE, `write 'redis@${DIGEST}'`],
    ['redis:', REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    ['redis@sha256:abc', REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    [`redis:${'a'.repeat(129)}`, REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    ['redis:-1', REFERENCE, "write the version too, as in 'redis:1.2.3'"],
    ['registry:99999/redis:7', REFERENCE, none],
    ['registry:0/redis:7', REFERENCE, none],
    ['a//b:1', REFERENCE, none],
    ['/redis:7', REFERENCE, none],
    ['redis/:7', REFERENCE, none],
    ['a___b:1', REFERENCE, none],
    ['a..b:1', REFERENCE, none],
    ['-a:1', REFERENCE, none],
    ['{{IMAGE}}', REFERENCE, none],
    ['user:secret@registry.example/redis:7', REFERENCE, none],
    [`${'a/'.repeat(127)}bc:1`, REFERENCE, none],
  ]);

  it('accepts only what the grammar of distribution/reference generates', () => {
    const separator = '(?:[._]|__|[-]+)';
    const path = `[a-z0-9]+(?:${separator}[a-z0-9]+)*`;
    const domain = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)';
    const grammar = new RegExp(
      `^(?:(?:${domain}(?:\\.${domain})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?/)?${path}(?:/${path})*` +
        '(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$',
    );
    const pieces = fc.constantFrom('a', 'B', '0', '.', '_', '-', '/', ':', '@', `@${DIGEST}`, ' ');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: pieces }), fc.stringMatching(grammar)), (text) => {
        if (image(text) === undefined) expect(text).toMatch(grammar);
      }),
    );
  });
});
