/**
 * What to write for a required field without a value, where the right value is certain, or easily said.
 *
 * @param field path of the field, as `spec.rules[0].http.paths[0].pathType`
 * @param said what the server says of it beyond that a value is required; the empty text for nothing
 */
export function valueFor(field: string, said: string): string | undefined {
  return (
    WORDS.find(([pattern]) => pattern.test(said))?.[1] ??
    FIELDS.find(([pattern]) => pattern.test(field))?.[1]
  );
}

/** By what the server says. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^pathType must be specified/, 'write pathType: Prefix, or Exact'],
  [
    /must supply at least one api group/,
    'write apiGroups: [""] for Pods, Services and the like, else the group of the resources',
  ],
  [/must supply at least one resource/, 'write the resources, as in resources: [pods]'],
  [/verbs must contain at least one/, 'write the verbs, as in verbs: [get, list, watch]'],
  [/^valid values: "OnFailure", "Never"/, 'write restartPolicy: Never, or OnFailure'],
  [
    /at least 1 access mode is required/,
    'write accessModes: [ReadWriteOnce], or [ReadWriteMany] where pods on several nodes share it',
  ],
  [/must specify a volume type/, 'say where the data is: nfs, csi or another kind of volume'],
  [
    /must specify a peer/,
    'write podSelector, namespaceSelector or ipBlock; podSelector: {} is every pod of the namespace',
  ],
  [/^name or generateName is required/, 'give it a name'],
];

/** By its path, where the server says no more. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\.)spec\.selector$/,
    'write under matchLabels the labels that are meant: those of its pod template, if it has one',
  ],
  [/\.containers$/, 'add a container, with its name and its image'],
  [/ontainers\[\d+\]\.image$/, 'write the image, as in registry.example.org/tiler:1.4.2'],
  [/^spec\.schedule$/, "write when it runs, as in schedule: '*/15 * * * *'"],
  [/^spec\.ports\[\d+\]\.name$/, 'give each of the ports a name of its own, such as http'],
  [/^spec\.ports$/, 'add a port, as in ports: [{ port: 80, targetPort: 8080 }]'],
  [/^spec\.accessModes$/, 'write accessModes: [ReadWriteOnce], or [ReadWriteMany]'],
  [/resources\[storage\]$/, 'write resources: { requests: { storage: 10Gi } }, or what it needs'],
  [/^spec\.capacity$/, 'write capacity: { storage: 10Gi }, or what it has'],
];
