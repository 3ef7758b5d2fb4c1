import { deployment } from '../bases';
import { change, each } from '../change';
import type { Json } from '../manifest';
import type { Row } from './row';

const POD = 'spec.template.spec';
const LABEL = 'a'.repeat(63);

const volumes = (...lists: readonly Json[]) => each(deployment, `${POD}.volumes`, ...lists);
const source = (...sources: readonly Record<string, Json>[]) =>
  volumes(...sources.map((of) => [{ name: 'data', ...of }]));
const item = (...items: readonly Json[]) =>
  source(...items.map((of) => ({ configMap: { name: 'a', items: [of] } })));

const mounting = change(deployment, { [`${POD}.volumes`]: [{ name: 'data', emptyDir: {} }] });
const mounts = (...lists: readonly Json[]) =>
  each(mounting, `${POD}.containers.0.volumeMounts`, ...lists);
const mount = (...fields: readonly Record<string, Json>[]) =>
  mounts(...fields.map((of) => [{ name: 'data', mountPath: '/data', ...of }]));

/** Volumes of pods, and where they are mounted. */
export const volumeRows: readonly Row[] = [
  {
    row: 35,
    field: 'volumes[].name',
    allowed: volumes([{ name: LABEL, emptyDir: {} }], [{ name: '1', emptyDir: {} }]),
    beyond: volumes(
      [{ name: `${LABEL}a`, emptyDir: {} }],
      [{ name: 'a.b', emptyDir: {} }],
      [{ name: '', emptyDir: {} }],
      [{ emptyDir: {} }],
      [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    ),
  },
  {
    row: 36,
    field: 'volumes[], its source',
    allowed: [...source({ emptyDir: {} }), ...source({})],
    beyond: source({ emptyDir: {}, configMap: { name: 'a' } }),
  },
  {
    row: 37,
    field: 'volumes[].configMap.name, secret.secretName, persistentVolumeClaim.claimName',
    allowed: source(
      { configMap: { name: 'a' } },
      { secret: { secretName: 'a' } },
      { persistentVolumeClaim: { claimName: 'a' } },
    ),
    beyond: source(
      { configMap: {} },
      { configMap: { name: '' } },
      { secret: {} },
      { secret: { secretName: '' } },
      { persistentVolumeClaim: {} },
      { persistentVolumeClaim: { claimName: '' } },
      { projected: { sources: [{ secret: {} }] } },
    ),
    lenient: source({ configMap: { name: 'A B' } }, { secret: { secretName: 'not-there' } }),
  },
  {
    row: 38,
    field: 'volumes[].configMap.items[]',
    allowed: item({ key: 'a', path: 'a/b..c' }, { key: 'a b', path: '.a' }),
    beyond: item(
      { key: '', path: 'a' },
      { path: 'a' },
      { key: 'a' },
      { key: 'a', path: '' },
      { key: 'a', path: '/a' },
      { key: 'a', path: '../a' },
      { key: 'a', path: 'a/../b' },
      { key: 'a', path: '..a' },
    ),
  },
  {
    row: 39,
    field: 'volumes[].configMap.defaultMode, items[].mode',
    allowed: [
      ...source(
        { configMap: { name: 'a', defaultMode: 0 } },
        { configMap: { name: 'a', defaultMode: 511 } },
        { secret: { secretName: 'a', defaultMode: 511 } },
      ),
      ...item({ key: 'a', path: 'a', mode: 511 }),
    ],
    beyond: [
      ...source(
        { configMap: { name: 'a', defaultMode: -1 } },
        { configMap: { name: 'a', defaultMode: 512 } },
        { configMap: { name: 'a', defaultMode: 644 } },
        { secret: { secretName: 'a', defaultMode: 512 } },
        { projected: { defaultMode: 512, sources: [] } },
      ),
      ...item({ key: 'a', path: 'a', mode: 512 }),
    ],
  },
  {
    row: 40,
    field: 'volumes[].emptyDir.sizeLimit',
    allowed: source({ emptyDir: { sizeLimit: '0' } }, { emptyDir: { sizeLimit: '1Gi' } }),
    beyond: source({ emptyDir: { sizeLimit: '-1' } }, { emptyDir: { sizeLimit: '-1Gi' } }),
  },
  {
    row: 41,
    field: 'volumes[].nfs',
    allowed: source({ nfs: { server: 'a', path: '/' } }),
    beyond: source(
      { nfs: { path: '/a' } },
      { nfs: { server: '', path: '/a' } },
      { nfs: { server: 'a' } },
      { nfs: { server: 'a', path: '' } },
      { nfs: { server: 'a', path: 'a' } },
    ),
    lenient: source(
      { nfs: { server: 'nfs://a b', path: '/a' } },
      { nfs: { server: 'a:/b', path: '/../a' } },
    ),
  },
  {
    row: 42,
    field: 'volumes[].hostPath',
    allowed: source(
      { hostPath: { path: '/a' } },
      { hostPath: { path: '/a..b', type: 'DirectoryOrCreate' } },
      { hostPath: { path: '/a', type: '' } },
    ),
    beyond: source(
      { hostPath: {} },
      { hostPath: { path: '' } },
      { hostPath: { path: '/a/../b' } },
      { hostPath: { path: '/a', type: 'directory' } },
    ),
  },
  {
    row: 43,
    field: 'volumeMounts[].name',
    allowed: mount({}),
    beyond: mount({ name: 'date' }, { name: '' }),
  },
  {
    row: 44,
    field: 'volumeMounts[].mountPath',
    allowed: mounts([
      { name: 'data', mountPath: '/a' },
      { name: 'data', mountPath: '/b' },
    ]),
    beyond: [
      ...mount({ mountPath: '' }),
      ...mounts(
        [{ name: 'data' }],
        [
          { name: 'data', mountPath: '/a' },
          { name: 'data', mountPath: '/a' },
        ],
      ),
    ],
    lenient: mount({ mountPath: 'a' }, { mountPath: '/a:b' }, { mountPath: '/a/../b' }),
  },
  {
    row: 45,
    field: 'volumeMounts[].subPath, subPathExpr',
    allowed: mount({ subPath: 'a/b..c' }, { subPathExpr: '$(A)/b' }, { subPath: '' }),
    beyond: mount(
      { subPath: '/a' },
      { subPath: '../a' },
      { subPath: 'a/..' },
      { subPathExpr: '/a' },
      { subPathExpr: '..' },
      { subPath: 'a', subPathExpr: 'b' },
    ),
  },
  {
    row: 46,
    field: 'volumeMounts[].mountPropagation',
    allowed: [
      ...mount({ mountPropagation: 'None' }, { mountPropagation: 'HostToContainer' }),
      ...mount({ mountPropagation: 'Bidirectional' }).map((object) =>
        change(object, { [`${POD}.containers.0.securityContext`]: { privileged: true } }),
      ),
    ],
    beyond: mount({ mountPropagation: 'Bidirectional' }, { mountPropagation: 'none' }),
  },
];
