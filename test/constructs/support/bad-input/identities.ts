import { Chart, Testing } from 'cdk8s';
import { RestrictedNamespace } from '../../../../constructs';
import { api, share } from '../samples';
import { files, nfs, type Row, TEXT, tiles } from './row';
import { ANNOTATION_KEY, LABEL, LABEL_KEY, LABEL_VALUE, SERVICE_NAME, SUBDOMAIN } from './rules';

/** How objects are called and labelled. */
export const identities: readonly Row[] = [
  [
    'an id with capitals',
    nfs({}, 'Scenes'),
    `NfsVolume 'system/Scenes': id ${LABEL}, got 'Scenes'; write 'scenes'`,
  ],
  [
    'an id with an underscore',
    nfs({}, 'my_scenes'),
    `NfsVolume 'system/my_scenes': id ${LABEL}, got 'my_scenes'; write 'my-scenes'`,
  ],
  [
    'an id with accents',
    nfs({}, 'scènes'),
    `NfsVolume 'system/scènes': id ${LABEL}, got 'scènes'; write 'scenes'`,
  ],
  [
    'an id with a dot',
    nfs({}, 'scenes.v2'),
    `NfsVolume 'system/scenes.v2': id ${LABEL}, got 'scenes.v2'; write 'scenes-v2'`,
  ],
  [
    'an id that is too long',
    nfs({}, 'a'.repeat(64)),
    `NfsVolume 'system/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa': id ${LABEL}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1 character`,
  ],
  ['an empty name', tiles({ name: '' }), `GeoApiService 'system/tiles': name ${LABEL}, got ''`],
  [
    'a name with spaces',
    tiles({ name: 'my tiles' }),
    `GeoApiService 'system/tiles': name ${LABEL}, got 'my tiles'; write 'my-tiles'`,
  ],
  [
    'a name that ends with a dash',
    tiles({ name: 'tiles-' }),
    `GeoApiService 'system/tiles': name ${LABEL}, got 'tiles-'; write 'tiles'`,
  ],
  [
    'a name that is a number',
    tiles({ name: 5 }),
    `GeoApiService 'system/tiles': name ${LABEL}, got 5; write '5'`,
  ],
  [
    'a name with dots',
    tiles({ name: 'tiles.example' }),
    `GeoApiService 'system/tiles': name ${LABEL}, got 'tiles.example'; write 'tiles-example'`,
  ],
  [
    'a Service name that begins with a digit',
    tiles({ serviceName: '2tiles' }),
    `GeoApiService 'system/tiles': serviceName ${SERVICE_NAME}, got '2tiles'; write 'service-2tiles'`,
  ],
  [
    'a Service name with an underscore',
    tiles({ serviceName: 'tiles_nodeport' }),
    `GeoApiService 'system/tiles': serviceName ${SERVICE_NAME}, got 'tiles_nodeport'; write 'tiles-nodeport'`,
  ],
  [
    'a Service name that is too long',
    tiles({ serviceName: 'a'.repeat(64) }),
    `GeoApiService 'system/tiles': serviceName ${SERVICE_NAME}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1 character`,
  ],
  [
    'a namespace with capitals',
    tiles({ namespace: 'EO' }),
    `GeoApiService 'system/tiles': namespace ${LABEL}, got 'EO'; write 'eo'`,
  ],
  [
    'a namespace with dots',
    tiles({ namespace: 'eo.staging' }),
    `GeoApiService 'system/tiles': namespace ${LABEL}, got 'eo.staging'; write 'eo-staging'`,
  ],
  [
    'an empty namespace',
    tiles({ namespace: '' }),
    `GeoApiService 'system/tiles': namespace ${LABEL}, got ''`,
  ],
  [
    'no namespace at all',
    () => share(new Chart(Testing.app(), 'system')),
    "NfsVolume 'system/scenes': namespace must be given, by the chart or by the prop; write new Chart(app, id, { namespace: 'eo' })",
  ],
  [
    'a label key with a space',
    tiles({ labels: { 'my team': 'a' } }),
    `GeoApiService 'system/tiles': labels key ${LABEL_KEY}, got 'my team'; write 'my-team'`,
  ],
  [
    'a label key with two slashes',
    tiles({ labels: { 'example.org/a/b': 'c' } }),
    `GeoApiService 'system/tiles': labels key ${LABEL_KEY}, got 'example.org/a/b'; write 'b'`,
  ],
  [
    'a label key with a prefix in capitals',
    tiles({ labels: { 'Example.org/team': 'a' } }),
    `GeoApiService 'system/tiles': labels key ${LABEL_KEY}, got 'Example.org/team'; write 'example.org/team'`,
  ],
  [
    'an empty label key',
    tiles({ labels: { '': 'a' } }),
    `GeoApiService 'system/tiles': labels key ${LABEL_KEY}, got ''`,
  ],
  [
    'a label with a space',
    tiles({ labels: { team: 'imagery team' } }),
    `GeoApiService 'system/tiles': labels['team'] ${LABEL_VALUE}, got 'imagery team'; write 'imagery-team'`,
  ],
  [
    'a label that is too long',
    tiles({ labels: { team: 'a'.repeat(64) } }),
    `GeoApiService 'system/tiles': labels['team'] ${LABEL_VALUE}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1 character`,
  ],
  [
    'a label that is a number',
    tiles({ labels: { version: 2 } }),
    `GeoApiService 'system/tiles': labels['version'] ${LABEL_VALUE}, got 2; write '2'`,
  ],
  [
    'a label that is a boolean',
    tiles({ labels: { 'is-public': true } }),
    `GeoApiService 'system/tiles': labels['is-public'] ${LABEL_VALUE}, got true; write 'true'`,
  ],
  [
    'a label that is undefined',
    tiles({ labels: { team: undefined } }),
    `GeoApiService 'system/tiles': labels['team'] ${LABEL_VALUE}, got nothing`,
  ],
  [
    'an annotation key with a space',
    tiles({ annotations: { 'my note': 'a' } }),
    `GeoApiService 'system/tiles': annotations key ${ANNOTATION_KEY}, got 'my note'; write 'my-note'`,
  ],
  [
    'an annotation that is a number',
    tiles({ annotations: { note: 5 } }),
    "GeoApiService 'system/tiles': annotations['note'] must be a string, got 5",
  ],
  [
    'an annotation that is an object',
    tiles({ annotations: { note: { a: 'b' } } }),
    'GeoApiService \'system/tiles\': annotations[\'note\'] must be a string, got {"a":"b"}',
  ],
  [
    'a pod label with a space',
    tiles({ podLabels: { tier: 'front end' } }),
    `GeoApiService 'system/tiles': podLabels['tier'] ${LABEL_VALUE}, got 'front end'; write 'front-end'`,
  ],
  [
    'a pod annotation that is a boolean',
    tiles({ podAnnotations: { 'example.org/a': true } }),
    "GeoApiService 'system/tiles': podAnnotations['example.org/a'] must be a string, got true",
  ],
  [
    'an empty selector',
    tiles({ selector: {} }),
    "GeoApiService 'system/tiles': selector must hold a label, or be left out",
  ],
  [
    'a selector with a space',
    tiles({ selector: { app: 'my tiles' } }),
    `GeoApiService 'system/tiles': selector['app'] ${LABEL_VALUE}, got 'my tiles'; write 'my-tiles'`,
  ],
  [
    'a name of a configuration with an underscore',
    files({ '/a': TEXT }, { name: 'app_config' }),
    `ConfigFileMount 'system/config': name ${SUBDOMAIN}, got 'app_config'; write 'app-config'`,
  ],
  [
    'a namespace object with capitals',
    (chart) => new RestrictedNamespace(chart, 'EO'),
    `RestrictedNamespace 'system/EO': id ${LABEL}, got 'EO'; write 'eo'`,
  ],
  [
    'a version of Pod Security without its v',
    (chart) => new RestrictedNamespace(chart, 'eo', { version: '1.27' }),
    "RestrictedNamespace 'system/eo': version must be 'latest' or such as 'v1.27', got '1.27'",
  ],
  [
    'a ServiceAccount of a name with capitals',
    tiles({ serviceAccountName: 'Tiles_Identity' }),
    `GeoApiService 'system/tiles': serviceAccountName ${SUBDOMAIN}, got 'Tiles_Identity'; write 'tiles-identity'`,
  ],
  [
    'an empty name of a ServiceAccount',
    tiles({ serviceAccountName: '' }),
    `GeoApiService 'system/tiles': serviceAccountName ${SUBDOMAIN}, got ''`,
  ],
  [
    'annotations of more than 256 KiB',
    tiles({ annotations: { 'example.org/a': 'a'.repeat(262145) } }),
    "GeoApiService 'system/tiles': annotations must have at most 262144 bytes together, got 262158; put large texts into a ConfigFileMount",
  ],
  [
    'a pod label that contradicts the selector',
    tiles({ selector: { app: 'tiles' }, podLabels: { app: 'other' } }),
    "GeoApiService 'system/tiles': podLabels['app'] must be 'tiles', by which the pods are selected, got 'other'; leave it out",
  ],
  [
    'a chart whose id is no label',
    () => new RestrictedNamespace(new Chart(Testing.app(), 'my system'), 'eo'),
    `RestrictedNamespace 'my system/eo': id of the chart ${LABEL_VALUE}, got 'my system'; write 'my-system'`,
  ],
  [
    'a chart of a share whose id is no label',
    () => share(new Chart(Testing.app(), 'my system', { namespace: 'eo' })),
    `NfsVolume 'my system/scenes': id of the chart ${LABEL_VALUE}, got 'my system'; write 'my-system'`,
  ],
  [
    'an id that begins with a digit',
    (chart) => api(chart, {}, '2tiles'),
    `GeoApiService 'system/2tiles': id ${SERVICE_NAME}, got '2tiles'; write 'service-2tiles'`,
  ],
  [
    'a name of a configuration that is too long',
    files({ '/a': TEXT }, { name: 'a'.repeat(64) }),
    `ConfigFileMount 'system/config': name ${LABEL_VALUE}, got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1 character`,
  ],
];
