import { k8s } from 'cdk8s-plus-27';
import type { MountUser } from '../pod/mount';
import { PLACEHOLDER } from '../rules/config-map';

/** As a JSON string, which YAML reads too, in single quotes as dotenv reads them, or as it is. */
export type Encoding = 'json' | 'dotenv' | 'raw';

/** One file that an init container writes: its template with the secrets in their places. */
export interface Merge {
  /** Name of the init container. */
  readonly container: string;
  /** Key of the template in the ConfigMap, and name of the file. */
  readonly key: string;
  /** How a secret's value is written. */
  readonly encoding: Encoding;
  /** Volumes of the templates, the secrets (numbered as their placeholders) and the files made. */
  readonly templates: string;
  readonly secrets: string;
  readonly merged: string;
}

/**
 * Puts each secret's value where its placeholder stands. It needs nothing but the `awk` that every
 * distribution has, and it fails, so that the pod does not start, where a secret cannot be read or
 * does not fit the format.
 */
const PROGRAM = `
function fail(problem) {
  print problem > "/dev/stderr"
  failed = 1
  exit 1
}
function read(path,    text, line, lines, status) {
  while ((status = (getline line < path)) > 0) text = lines++ ? text "\\n" line : line
  if (status < 0) fail("cannot read " path)
  close(path)
  if (encoding != "json" && lines > 1) fail(path " has line breaks, which this format cannot hold")
  return text
}
function encode(text,    i, c, out, quote) {
  if (encoding == "raw") return text
  quote = encoding == "json" ? "\\"" : "\\047"
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "\\\\" || c == quote) c = "\\\\" c
    else if (encoding == "json" && c in control) c = control[c]
    out = out c
  }
  return quote out quote
}
BEGIN {
  for (i = 1; i < 32; i++) control[sprintf("%c", i)] = sprintf("\\\\u%04x", i)
  mark = "${PLACEHOLDER}"
}
{
  line = $0
  done = ""
  while (at = index(line, mark)) {
    done = done substr(line, 1, at - 1)
    line = substr(line, at + length(mark))
    number = substr(line, 1, index(line, "__") - 1)
    line = substr(line, length(number) + 3)
    done = done encode(read(secrets "/" number))
  }
  print done line > out
}
END { if (failed) exit 1 }
`.trim();

const ROOT = '/cdk8s-eo';

/** The init container that writes the file. */
export function mergeContainer(merge: Merge, user: MountUser): k8s.Container {
  const { container, key, encoding, templates, secrets, merged } = merge;
  return {
    name: container,
    image: user.image,
    imagePullPolicy: user.imagePullPolicy,
    command: ['awk'],
    args: [
      ...['-v', `encoding=${encoding}`],
      ...['-v', `secrets=${ROOT}/secrets`],
      ...['-v', `out=${ROOT}/merged/${key}`],
      PROGRAM,
      `${ROOT}/templates/${key}`,
    ],
    resources: {
      requests: amounts('10m', '16Mi', '1Mi'),
      limits: amounts('500m', '64Mi', '16Mi'),
    },
    securityContext: user.securityContext,
    volumeMounts: [
      { name: merged, mountPath: `${ROOT}/merged` },
      { name: secrets, mountPath: `${ROOT}/secrets`, readOnly: true },
      { name: templates, mountPath: `${ROOT}/templates`, readOnly: true },
    ],
  };
}

function amounts(cpu: string, memory: string, storage: string): Record<string, k8s.Quantity> {
  return {
    cpu: k8s.Quantity.fromString(cpu),
    memory: k8s.Quantity.fromString(memory),
    'ephemeral-storage': k8s.Quantity.fromString(storage),
  };
}
