import { fixOf } from '../../../../src/checks/judge/words';

/** What the API server knows at a few levels of its objects. */
const LEVELS = {
  root: ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  configMap: ['apiVersion', 'binaryData', 'data', 'immutable', 'kind', 'metadata'],
  cronJob: ['concurrencyPolicy', 'jobTemplate', 'schedule', 'startingDeadlineSeconds', 'suspend'],
  job: ['activeDeadlineSeconds', 'backoffLimit', 'completions', 'parallelism', 'template'],
  deployment: ['minReadySeconds', 'paused', 'replicas', 'selector', 'strategy', 'template'],
  template: ['metadata', 'spec'],
  pod: ['affinity', 'containers', 'initContainers', 'nodeSelector', 'restartPolicy', 'volumes'],
  container: ['args', 'command', 'env', 'image', 'name', 'ports', 'resources', 'volumeMounts'],
  podSecurity: ['fsGroup', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'sysctls'],
  containerSecurity: ['capabilities', 'privileged', 'readOnlyRootFilesystem', 'runAsUser'],
  resources: ['claims', 'limits', 'requests'],
  claim: ['accessModes', 'resources', 'storageClassName', 'volumeName'],
  probe: ['exec', 'grpc', 'httpGet', 'periodSeconds', 'tcpSocket'],
  variable: ['name', 'value', 'valueFrom'],
  secretVolume: ['defaultMode', 'items', 'optional', 'secretName'],
  port: ['containerPort', 'hostIP', 'hostPort', 'name', 'protocol'],
  backend: ['resource', 'service'],
  metric: ['container', 'name', 'target'],
} as const;

function unknown(field: string, level: keyof typeof LEVELS): string {
  const message = `unknown field "${field}"`;
  return fixOf({ reason: 'UnknownField', field, message, siblings: LEVELS[level] });
}

function required(field: string, said = ''): string {
  const message = said === '' ? 'Required value' : `Required value: ${said}`;
  return fixOf({ reason: 'FieldValueRequired', field, message });
}

function invalid(message: string): string {
  return fixOf({ reason: 'FieldValueInvalid', field: 'spec', message });
}

describe('a field that is not known', () => {
  const C = 'spec.template.spec.containers[0]';

  test.each([
    ['name', 'root', 'move it to metadata'],
    ['labels', 'configMap', 'move it to metadata'],
    ['replicas', 'root', 'move it to spec'],
    ['spec.ttlSecondsAfterFinished', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.backoffLimit', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.activeDeadlineSeconds', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.completions', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.parallelism', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.template', 'cronJob', 'move it to spec.jobTemplate.spec'],
    ['spec.restartPolicy', 'cronJob', 'move it to spec.jobTemplate.spec.template.spec'],
    [
      'spec.image',
      'cronJob',
      'move it to a container in spec.jobTemplate.spec.template.spec.containers',
    ],
    ['spec.jobTemplate.spec.schedule', 'job', 'move it to spec'],
    [
      'spec.jobTemplate.spec.restartPolicy',
      'job',
      'move it to spec.jobTemplate.spec.template.spec',
    ],
    ['spec.jobTemplate.backoffLimit', 'template', 'move it to spec.jobTemplate.spec'],
    ['spec.restartPolicy', 'deployment', 'move it to spec.template.spec'],
    ['spec.containers', 'deployment', 'move it to spec.template.spec'],
    ['spec.serviceAccountName', 'deployment', 'move it to spec.template.spec'],
    ['spec.nodeSelector', 'deployment', 'move it to spec.template.spec'],
    ['spec.volumes', 'deployment', 'move it to spec.template.spec'],
    ['spec.env', 'deployment', 'move it to a container in spec.template.spec.containers'],
    ['spec.template.replicas', 'template', 'move it to spec'],
    ['spec.template.labels', 'template', 'move it to spec.template.metadata'],
    ['spec.template.containers', 'template', 'move it to spec.template.spec'],
    ['spec.template.spec.replicas', 'pod', 'move it to spec'],
    ['spec.template.spec.backoffLimit', 'pod', 'move it to spec'],
    ['spec.template.spec.image', 'pod', 'move it to a container in spec.template.spec.containers'],
    [`${C}.volumes`, 'container', 'move it to spec.template.spec'],
    [`${C}.replicas`, 'container', 'move it to spec'],
    [`${C}.limits`, 'container', `move it to ${C}.resources`],
    [
      `${C}.resources.memory`,
      'resources',
      `move it to ${C}.resources.requests, or to ${C}.resources.limits`,
    ],
    ['spec.storage', 'claim', 'move it to spec.resources.requests'],
    [
      'spec.securityContext.privileged',
      'podSecurity',
      'move it to the securityContext of each container',
    ],
    [
      `${C}.securityContext.fsGroup`,
      'containerSecurity',
      'move it to spec.template.spec.securityContext',
    ],
    [`${C}.readinessProbe.path`, 'probe', `move it to ${C}.readinessProbe.httpGet`],
    [`${C}.env[0].secretKeyRef`, 'variable', `move it to ${C}.env[0].valueFrom`],
    ['spec.volumes[0].secret.name', 'secretVolume', 'write secretName'],
    [`${C}.ports[0].port`, 'port', 'write containerPort'],
    ['spec.rules[0].http.paths[0].backend.serviceName', 'backend', 'write service: { name: … }'],
    [
      'spec.metrics[0].resource.targetAverageUtilization',
      'metric',
      'write target: { type: Utilization, averageUtilization: … }',
    ],
  ] as const)('%s in a %s: %s', (field, level, fix) => {
    expect(unknown(field, level)).toBe(fix);
  });

  test.each([
    ['spec.replica', 'deployment', 'write replicas'],
    ['spec.activeDeadline', 'job', 'write activeDeadlineSeconds'],
  ] as const)('%s is misspelt: %s', (field, level, fix) => {
    expect(unknown(field, level)).toBe(fix);
  });

  test.each([
    ['spec.colour', 'deployment'],
    ['containers', 'root'],
    ['spec', 'configMap'],
    ['spec.jobTemplate.spec.template.spec.replicas', 'pod'],
    ['spec.replicas', 'pod'],
  ] as const)('where %s belongs is not certain, so that the fields are named', (field, level) => {
    const fields = LEVELS[level].join(', ');
    expect(unknown(field, level)).toBe(
      `remove it, or move it where it belongs; the fields here are ${fields}`,
    );
  });
});

describe('a field without a value', () => {
  test.each([
    ['spec.rules[0].http.paths[0].pathType', 'pathType must be specified', 'pathType: Prefix'],
    ['rules[0].apiGroups', 'resource rules must supply at least one api group', 'apiGroups: [""]'],
    ['rules[0].resources', 'resource rules must supply at least one resource', 'resources: [pods]'],
    ['rules[0].verbs', 'verbs must contain at least one value', 'verbs: [get, list, watch]'],
    [
      'spec.template.spec.restartPolicy',
      'valid values: "OnFailure", "Never"',
      'restartPolicy: Never',
    ],
    ['spec.accessModes', 'at least 1 access mode is required', 'accessModes: [ReadWriteOnce]'],
    ['spec', 'must specify a volume type', 'nfs, csi'],
    ['spec.selector', '', 'labels that are meant: those of its pod template'],
    ['spec.template.spec.containers', '', 'add a container'],
    ['spec.containers[0].image', '', 'write the image'],
    ['spec.ports[1].name', '', 'a name of its own'],
    ['spec.resources[storage]', '', 'requests: { storage: 10Gi }'],
  ])('%s %s: %s', (field, said, fix) => {
    expect(required(field, said)).toContain(fix);
  });

  test('else the words of the server are handed on', () => {
    expect(required('spec.x', 'it is needed')).toBe('give it a value: it is needed');
    expect(required('spec.x')).toBe('give it a value');
  });
});

describe('a value that is wrong', () => {
  const template = '`selector` does not match template `labels`';

  test.each([
    ['1.36', `Invalid value: {"app":"a"}: ${template}`],
    ['1.27', `Invalid value: map[string]string{"app":"a"}: ${template}`],
  ])('the labels that the selector has not, as %s tells them', (_, message) => {
    expect(invalid(message)).toBe(
      'make selector and labels of the pod template the same, as with matchLabels: {"app":"a"}',
    );
  });

  test.each([
    ['number', 'string', 'put it in quotes'],
    ['bool', 'string', 'put it in quotes'],
    ['object', 'string', 'write a text, and no map'],
    ['array', 'string', 'write one value, and no list'],
    ['string', 'int32', 'write a number, without quotes'],
    ['string', 'bool', 'write true or false, without quotes'],
    ['object', '[]v1.Container', 'write a list, with a dash before each item'],
    ['string', 'map[string]string', 'write a map, of names and their values'],
    ['string', 'v1.PodSpec', 'write a map, with the fields that are known there'],
  ])('a %s where a %s is wanted: %s', (given, wanted, fix) => {
    const message = `json: cannot unmarshal ${given} into Go struct field A.spec.b of type ${wanted}`;
    expect(invalid(message)).toBe(fix);
  });

  test('a Service has its labels without matchLabels', () => {
    const message =
      'json: cannot unmarshal object into Go struct field ServiceSpec.spec.selector of type string';
    expect(invalid(message)).toBe('write the labels themselves, without matchLabels');
  });
});
