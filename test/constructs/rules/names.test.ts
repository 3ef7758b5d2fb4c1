import fc from 'fast-check';
import {
  annotationKey,
  configKey,
  dnsLabel,
  dnsSubdomain,
  environmentVariableName,
  labelKey,
  labelValue,
  metricName,
  portName,
  serviceName,
} from '../../../constructs/rules/names';
import { accepts, refuses, WRONG_TYPES } from './tables';

const LABEL_RULE =
  "must be a DNS label: lower case letters, digits and '-', at most 63 characters, " +
  'starting and ending with a letter or digit';
const SUBDOMAIN_RULE =
  "must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, " +
  'every part starting and ending with a letter or digit';
const SERVICE_RULE =
  "must be a Service name: lower case letters, digits and '-', at most 63 characters, " +
  'starting with a letter and ending with a letter or digit';
const PORT_RULE =
  "must be a port name: lower case letters, digits and '-', at most 15 characters, " +
  "with at least one letter, no '--' and no '-' at either end";
const LABEL_KEY_RULE =
  "must be a label key: an optional DNS subdomain and '/', then letters, digits, '-', '_' and '.', " +
  'at most 63 characters, starting and ending with a letter or digit';
const LABEL_VALUE_RULE =
  "must be empty or letters, digits, '-', '_' and '.', at most 63 characters, " +
  'starting and ending with a letter or digit';
const VARIABLE_RULE = "must be a variable name: letters, digits and '_', not starting with a digit";
const CONFIG_KEY_RULE =
  "must be a file name: letters, digits, '-', '_' and '.', at most 253 characters, " +
  "not '.' and not beginning with '..'";

describe('dnsLabel', () => {
  accepts(dnsLabel, ['a', '0', 'agricarta', 'landsat-8', 'a--b', 'a'.repeat(63)]);
  refuses(dnsLabel, [
    ...WRONG_TYPES.map((value) => [value, LABEL_RULE, undefined] as const),
    ['Foo_Bar', LABEL_RULE, "write 'foo-bar'"],
    ['-agricarta-', LABEL_RULE, "write 'agricarta'"],
    ['a.b', LABEL_RULE, "write 'a-b'"],
    ['agricarta\n', LABEL_RULE, "write 'agricarta'"],
    ['Île de la Réunion', LABEL_RULE, "write 'ile-de-la-reunion'"],
    ['___', LABEL_RULE, undefined],
    ['地球', LABEL_RULE, undefined],
    [8080, LABEL_RULE, "write '8080'"],
    ['a'.repeat(64), LABEL_RULE, 'shorten it by 1 character'],
    ['a'.repeat(73), LABEL_RULE, 'shorten it by 10 characters'],
    ['A'.repeat(64), LABEL_RULE, undefined],
  ]);

  it('keeps room for what Kubernetes appends', () => {
    expect(dnsLabel('a'.repeat(52), 52)).toBeUndefined();
    expect(dnsLabel('a'.repeat(53), 52)).toEqual({
      rule:
        "must be a DNS label: lower case letters, digits and '-', at most 52 characters, " +
        'starting and ending with a letter or digit',
      fix: 'shorten it by 1 character',
    });
  });
});

describe('dnsSubdomain', () => {
  accepts(dnsSubdomain, ['a', 'nfs-pv-miniostorage', 'datacube.v1', 'a'.repeat(253)]);
  refuses(dnsSubdomain, [
    ...WRONG_TYPES.map((value) => [value, SUBDOMAIN_RULE, undefined] as const),
    ['Datacube.Conf', SUBDOMAIN_RULE, "write 'datacube.conf'"],
    ['a..b', SUBDOMAIN_RULE, "write 'a.b'"],
    ['a-.b', SUBDOMAIN_RULE, "write 'a.b'"],
    ['.a', SUBDOMAIN_RULE, "write 'a'"],
    ['a/b', SUBDOMAIN_RULE, "write 'a-b'"],
    ['a'.repeat(254), SUBDOMAIN_RULE, 'shorten it by 1 character'],
  ]);
});

describe('serviceName', () => {
  accepts(serviceName, ['a', 'agricarta-nodeport', 'a1']);
  refuses(serviceName, [
    ...WRONG_TYPES.map((value) => [value, SERVICE_RULE, undefined] as const),
    ['3d-tiles', SERVICE_RULE, "write 'service-3d-tiles'"],
    ['tiles.v1', SERVICE_RULE, "write 'tiles-v1'"],
    ['a'.repeat(64), SERVICE_RULE, 'shorten it by 1 character'],
  ]);
});

describe('portName', () => {
  accepts(portName, ['http', 'a', '8080-tcp', 'x'.repeat(15)]);
  refuses(portName, [
    ...WRONG_TYPES.map((value) => [value, PORT_RULE, undefined] as const),
    ['HTTP_api', PORT_RULE, "write 'http-api'"],
    ['8080', PORT_RULE, "write 'port-8080'"],
    [8080, PORT_RULE, "write 'port-8080'"],
    ['a--b', PORT_RULE, "write 'a-b'"],
    ['preprocessing-service', PORT_RULE, 'shorten it by 6 characters'],
  ]);
});

describe('labelKey', () => {
  accepts(labelKey, [
    'app',
    'app.kubernetes.io/name',
    'a/B_c.d-e',
    'a'.repeat(63),
    `${'a'.repeat(253)}/${'b'.repeat(63)}`,
  ]);
  refuses(labelKey, [
    ...WRONG_TYPES.map((value) => [value, LABEL_KEY_RULE, undefined] as const),
    ['my label', LABEL_KEY_RULE, "write 'my-label'"],
    ['Example.COM/name', LABEL_KEY_RULE, "write 'example.com/name'"],
    ['/name', LABEL_KEY_RULE, "write 'name'"],
    ['a/b/c', LABEL_KEY_RULE, "write 'c'"],
    ['a/', LABEL_KEY_RULE, undefined],
    ['a'.repeat(64), LABEL_KEY_RULE, undefined],
    [`${'a'.repeat(254)}/b`, LABEL_KEY_RULE, undefined],
    ['name\n', LABEL_KEY_RULE, "write 'name'"],
  ]);
});

describe('annotationKey', () => {
  const rule = LABEL_KEY_RULE.replace('a label', 'an annotation');
  accepts(annotationKey, ['nginx.ingress.kubernetes.io/proxy-body-size', 'Example.COM/Name']);
  refuses(annotationKey, [
    ...WRONG_TYPES.map((value) => [value, rule, undefined] as const),
    ['a b', rule, "write 'a-b'"],
  ]);
});

describe('labelValue', () => {
  accepts(labelValue, ['', 'v0.0.2', 'A_b-c.d', 'a'.repeat(63)]);
  refuses(labelValue, [
    ...WRONG_TYPES.filter((value) => value !== '').map(
      (value) => [value, LABEL_VALUE_RULE, undefined] as const,
    ),
    [true, LABEL_VALUE_RULE, "write 'true'"],
    [1.5, LABEL_VALUE_RULE, "write '1.5'"],
    ['Natural Resources Canada', LABEL_VALUE_RULE, "write 'Natural-Resources-Canada'"],
    ['a'.repeat(65), LABEL_VALUE_RULE, 'shorten it by 2 characters'],
  ]);
});

describe('environmentVariableName', () => {
  accepts(environmentVariableName, ['FLASK_APP', '_', 'a1', 'A'.repeat(300)]);
  refuses(environmentVariableName, [
    ...WRONG_TYPES.map((value) => [value, VARIABLE_RULE, undefined] as const),
    ['my-var.x', VARIABLE_RULE, "write 'my_var_x'"],
    ['1ST', VARIABLE_RULE, "write '_1ST'"],
    ['A=B', VARIABLE_RULE, "write 'A_B'"],
    ['FLASK_APP ', VARIABLE_RULE, "write 'FLASK_APP'"],
  ]);
});

describe('configKey', () => {
  accepts(configKey, ['config.yaml', '.env', '_', 'a'.repeat(253), 'a..b']);
  refuses(configKey, [
    ...WRONG_TYPES.map((value) => [value, CONFIG_KEY_RULE, undefined] as const),
    ['/code/config.yaml', CONFIG_KEY_RULE, "write 'config.yaml'"],
    ['my config.yaml', CONFIG_KEY_RULE, "write 'my-config.yaml'"],
    ['.', CONFIG_KEY_RULE, undefined],
    ['..', CONFIG_KEY_RULE, undefined],
    ['..data', CONFIG_KEY_RULE, "write '.data'"],
    ['a'.repeat(254), CONFIG_KEY_RULE, 'shorten it by 1 character'],
  ]);
});

describe('names and the API server', () => {
  const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
  const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
  const served = [
    ['dnsLabel', dnsLabel, LABEL, 63],
    ['dnsSubdomain', dnsSubdomain, `${LABEL}(\\.${LABEL})*`, 253],
    ['serviceName', serviceName, '[a-z]([-a-z0-9]*[a-z0-9])?', 63],
    ['labelKey', labelKey, `(${LABEL}(\\.${LABEL})*/)?${QUALIFIED}`, 317],
    ['labelValue', labelValue, `(${QUALIFIED})?`, 63],
    [
      'environmentVariableName',
      environmentVariableName,
      '[-._a-zA-Z][-._a-zA-Z0-9]*',
      Number.POSITIVE_INFINITY,
    ],
    ['configKey', configKey, '[-._a-zA-Z0-9]+', 253],
    ['portName', portName, '[-a-z0-9]+', 15],
  ] as const;

  it.each(served)('%s accepts only what the server accepts', (_, rule, pattern, maxLength) => {
    const expression = new RegExp(`^${pattern}$`);
    const near = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '_', '.', '/', ' ', '\n', 'é') }),
      fc.stringMatching(expression),
    );
    fc.assert(
      fc.property(near, (text) => {
        if (rule(text) === undefined) {
          expect(text).toMatch(expression);
          expect(text.length).toBeLessThanOrEqual(maxLength);
        }
      }),
    );
  });

  it.each(served.slice(0, 5))('%s accepts all that the server accepts', (_, rule, pattern) => {
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^${pattern}$`)), (text) => {
        fc.pre(text.length <= 63);
        expect(rule(text)).toBeUndefined();
      }),
    );
  });

  it.each(served)('%s gives a fix that it accepts itself', (_, rule) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = /^write '(.*)'$/.exec(rule(text)?.fix ?? '')?.[1];
        if (written !== undefined) expect(rule(written)).toBeUndefined();
      }),
    );
  });
});

describe('metricName', () => {
  const rule = "must be the name of a metric: not empty, without '/' and '%', and not '.' or '..'";
  accepts(metricName, ['http_requests_per_second', 'queue.length', 'a:b', '...']);
  refuses(metricName, [
    ...WRONG_TYPES.map((value) => [value, rule, undefined] as const),
    ['a/b', rule, "write 'a_b'"],
    ['50%', rule, "write '50_'"],
    ['.', rule, undefined],
    ['..', rule, undefined],
  ]);
});
