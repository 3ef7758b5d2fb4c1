import { files, nfs, type Row, TEXT, tiles } from './row';

/** What is merged into objects. */
export const patches: readonly Row[] = [
  [
    'a quantity in a text',
    nfs({ patches: { persistentVolume: { spec: { capacity: { storage: '20Ti' } } } } }),
    "NfsVolume 'system/scenes': patches: spec.capacity.storage would not reach the PersistentVolume, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'a misspelt field among others',
    tiles({ patches: { deployment: { spec: { paused: true, replica: 3 } } } }),
    "GeoApiService 'system/tiles': patches: spec.replica would not reach the Deployment, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'a field of a newer Kubernetes among others',
    tiles({
      patches: { service: { spec: { type: 'ClusterIP', trafficDistribution: 'PreferClose' } } },
    }),
    "GeoApiService 'system/tiles': patches: spec.trafficDistribution would not reach the Service, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'a patch of an autoscaler that is not there',
    tiles({ patches: { autoscaler: {} } }),
    "GeoApiService 'system/tiles': patches.autoscaler must be left out, because there is no such object",
  ],
  [
    'a patch of an Ingress that is not there',
    tiles({ patches: { ingress: {} } }),
    "GeoApiService 'system/tiles': patches.ingress must be left out, because there is no such object",
  ],
  [
    'a patch of a ServiceAccount that exists',
    tiles({ serviceAccountName: 'other', patches: { serviceAccount: {} } }),
    "GeoApiService 'system/tiles': patches.serviceAccount must be left out, because there is no such object",
  ],
  [
    'a patch of nothing but a field that does not exist',
    tiles({ patches: { deployment: { spec: { replica: 3 } } } }),
    "GeoApiService 'system/tiles': patches: spec.replica would not reach the Deployment, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'a patch of a share that has nothing but a misspelt field',
    nfs({ patches: { persistentVolume: { spec: { mountOption: ['hard'] } } } }),
    "NfsVolume 'system/scenes': patches: spec.mountOption.0 would not reach the PersistentVolume, because the field does not exist in Kubernetes 1.27 or the value is not of its type; write quantities as k8s.Quantity.fromString() and ports as k8s.IntOrString.fromNumber(), and newer fields with ApiObject.addJsonPatch()",
  ],
  [
    'a patch that takes a field away by null',
    nfs({
      mountOptions: ['hard'],
      patches: { persistentVolume: { spec: { mountOptions: null } } },
    }),
    "NfsVolume 'system/scenes': patches cannot take a field away, got null for spec.mountOptions of the PersistentVolume; write ApiObject.addJsonPatch(JsonPatch.remove('/spec/mountOptions'))",
  ],
  [
    'a patch of the data of an immutable ConfigMap, whose name stays',
    files({ '/a': TEXT }, { patches: { configMap: { data: { a: 'b' } } } }),
    "ConfigFileMount 'system/config': patches.configMap must not change data, because the ConfigMap is immutable and its name holds a hash of the files; add it to files, or use rollout 'checksum'",
  ],
  [
    'a patch of the name of a ConfigMap',
    files({ '/a': TEXT }, { patches: { configMap: { metadata: { name: 'other' } } } }),
    "ConfigFileMount 'system/config': patches.configMap must not change the name, because pods find the ConfigMap by it, got 'other'; write name",
  ],
  [
    'a patch that makes a hashed ConfigMap mutable',
    files({ '/a': TEXT }, { patches: { configMap: { immutable: false } } }),
    "ConfigFileMount 'system/config': patches.configMap must not change immutable, because the ConfigMap is immutable and its name holds a hash of the files; add it to files, or use rollout 'checksum'",
  ],
  [
    'null in a list of a patch',
    tiles({ patches: { service: { spec: { ports: [{ name: 'http', nodePort: null }] } } } }),
    "GeoApiService 'system/tiles': patches cannot take a field away, got null for spec.ports.0.nodePort of the Service; write ApiObject.addJsonPatch(JsonPatch.remove('/spec/ports/0/nodePort'))",
  ],
  [
    'a patch of an object that is not known',
    tiles({ patches: { deploymnt: { spec: { paused: true } } } }),
    'GeoApiService \'system/tiles\': patches.deploymnt must be left out, because there is no such prop, got {"spec":{"paused":true}}; did you mean \'deployment\'?',
  ],
];
