import { Judge, type Verdict } from '../../src/checks/judge';
import { deployment, NAMESPACE } from './bases';
import { change } from './change';
import { isMap } from './json';
import { type Answer, ApiServer } from './live';
import type { Manifest } from './manifest';
import { versionOf } from './minor';
import { CONTROLS, type Level } from './pod-security';
import { printTable } from './report';

/** What the server asks of Pod Security: a level, and the version of the rules. */
interface Policy {
  readonly level: Level;
  readonly version: string;
}

/** The newest rules, and those of a version with fewer. */
const VERSIONS = ['latest', 'v1.25'];

let server: ApiServer;
let judge: Judge;

beforeAll(async () => {
  server = await ApiServer.connect();
  judge = await Judge.start(versionOf(server));
  for (const level of ['baseline', 'restricted'] as const) {
    for (const version of VERSIONS) await server.provide(namespaceOf({ level, version }));
  }
});

afterAll(async () => {
  await judge?.stop();
  server?.close();
});

/** A namespace in which a policy is enforced, and warned of. */
function namespaceOf({ level, version }: Policy): Manifest {
  const label = 'pod-security.kubernetes.io';
  return change(NAMESPACE, {
    'metadata.name': `agreement-${level}-${version.replace('.', '-')}`,
    'metadata.labels': {
      [`${label}/enforce`]: level,
      [`${label}/enforce-version`]: version,
      [`${label}/warn`]: level,
      [`${label}/warn-version`]: version,
    },
  });
}

/** What the admission says of the faults that the judge found. */
function faultsOf({ podSecurity }: Verdict): string {
  return podSecurity.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
}

/** What both say to a pod, and to a Deployment of it. */
interface Said {
  readonly object: Manifest;
  readonly allowed: boolean;
  readonly server: string;
  readonly judge: string;
}

async function asked(policy: Policy, pods: readonly Manifest[]): Promise<Said[]> {
  const { level, version } = policy;
  const namespace = namespaceOf(policy).metadata.name;
  const own = pods.map((one) => change(one, { 'metadata.namespace': namespace }));
  const made = own.map((one) =>
    change(deployment, {
      'metadata.namespace': namespace,
      'spec.template': {
        metadata: {
          ...one.metadata,
          name: undefined,
          namespace: undefined,
          labels: { app: 'tiles' },
        },
        spec: one.spec,
      },
    }),
  );
  const objects = [...own, ...made];
  const verdicts = await judge.ask(
    objects.map((object) => ({ object, podSecurity: { level, version } })),
  );
  const answers = await Promise.all(objects.map((object) => server.wouldCreate(object)));
  return objects.flatMap((object, index) => {
    const [answer, verdict] = [answers[index], verdicts[index]];
    if (!answer || !verdict) throw new Error(`expected an answer to ${JSON.stringify(object)}`);
    const isPod = object.kind === 'Pod';
    const policyName = `"${level}:${version}"`;
    const faults = faultsOf(verdict);
    const said = isPod
      ? `pods "tiles" is forbidden: violates PodSecurity ${policyName}: ${faults}`
      : `would violate PodSecurity ${policyName}: ${faults}`;
    return {
      object,
      allowed: faults === '',
      server: isPod ? (answer.refusal?.message ?? 'accepted') : warningOf(answer),
      judge: refusedBefore(verdict) ?? (faults === '' ? 'accepted' : said),
    };
  });
}

/** Where the object itself is refused, which nothing here should be. */
function refusedBefore({ refusal }: Verdict): string | undefined {
  return refusal?.message;
}

function warningOf({ refusal, warnings }: Answer): string {
  if (refusal) return refusal.message;
  return warnings.find((warning) => warning.startsWith('would violate PodSecurity')) ?? 'accepted';
}

/** Whether the server has all fields of a pod: 1.27 leaves out user namespaces, which were new. */
function isKnown({ spec }: Manifest): boolean {
  return server.minor !== '1.27' || !isMap(spec) || spec.hostUsers === undefined;
}

test('pods are admitted as the Pod Security of the server admits them, in its words', async () => {
  const lines: string[][] = [];
  const wrong: string[] = [];
  for (const { level, control, allowed, forbidden, since = [] } of CONTROLS) {
    for (const version of VERSIONS) {
      const policy = { level, version };
      const minor = Number(`${version === 'latest' ? server.minor : version}`.split('.')[1]);
      const [before, after] = [
        since.filter((turn) => minor < turn.minor),
        since.filter((turn) => minor >= turn.minor),
      ];
      const mustPass = [
        ...allowed,
        ...before.flatMap((turn) => turn.forbidden ?? []),
        ...after.flatMap((turn) => turn.allowed ?? []),
      ];
      const mustFail = [
        ...forbidden,
        ...before.flatMap((turn) => turn.allowed ?? []),
        ...after.flatMap((turn) => turn.forbidden ?? []),
      ];
      const passed = await asked(policy, mustPass.filter(isKnown));
      const failed = await asked(policy, mustFail.filter(isKnown));
      const right = (said: readonly Said[], expected: boolean) =>
        said.filter((one) => one.allowed === expected && (one.server === 'accepted') === expected)
          .length;
      const different = [...passed, ...failed].filter((one) => one.server !== one.judge);
      lines.push([
        level,
        version,
        control,
        `${right(passed, true)}/${passed.length}`,
        `${right(failed, false)}/${failed.length}`,
        different.length === 0 ? 'yes' : 'NO',
      ]);
      const unexpected = [
        ...passed.filter((one) => one.server !== 'accepted'),
        ...failed.filter((one) => one.server === 'accepted'),
      ];
      wrong.push(
        ...new Set(
          [...different, ...unexpected].map((one) =>
            [
              `${level}:${version}, ${control}`,
              `object: ${JSON.stringify(one.object)}`,
              `server: ${one.server}`,
              `judge:  ${one.judge}`,
            ].join('\n'),
          ),
        ),
      );
    }
  }
  const same = lines.filter((line) => line[5] === 'yes').length;
  printTable(
    `Kubernetes ${server.minor}: pods and Deployments before Pod Security`,
    ['level', 'version', 'control', 'allowed by both', 'forbidden by both', 'same text'],
    [...lines, ['sum', '', '', '', '', `${same}/${lines.length}`]],
  );
  expect(wrong.join('\n\n')).toBe('');
});
