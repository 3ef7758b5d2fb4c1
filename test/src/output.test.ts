import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { manifestHeader, manifestPath } from '../../src/manifest-file';
import { write } from '../../src/output';
import { Problem } from '../../src/problem';
import { contentsOf, fill, testFolder } from './folder';

const folder = testFolder();
const dist = () => join(folder(), 'dist');

/** Files as the synthesis makes them, of systems given as `environment/system`. */
function files(names: readonly string[], body = 'a: 1'): Map<string, string> {
  return new Map(
    names.map((name) => {
      const [environment = '', system = ''] = name.split('/');
      return [
        manifestPath(system, environment),
        `${manifestHeader(system, environment)}\n---\n${body}\n`,
      ];
    }),
  );
}

const ALL = ['local/api', 'local/queue', 'production/api', 'production/queue'];

describe('write', () => {
  test('writes all files into a folder that it makes', () => {
    const changes = write(files(ALL), join(dist(), 'deep'));

    expect(changes).toEqual({ changed: 4, unchanged: 0, removed: 0 });
    expect(contentsOf(dist())).toEqual(
      Object.fromEntries([...files(ALL)].map(([path, text]) => [`deep/${path}`, text])),
    );
  });

  test('does not touch files that did not change', () => {
    write(files(ALL), dist());
    const path = join(dist(), 'local/api.k8s.yaml');
    utimesSync(path, 1, 1);
    const { ino } = statSync(path);

    const next = new Map([...files(ALL), ...files(['local/queue'], 'a: 2')]);
    expect(write(next, dist())).toEqual({ changed: 1, unchanged: 3, removed: 0 });
    expect(statSync(path)).toMatchObject({ mtimeMs: 1000, ino });
    expect(contentsOf(dist())).toEqual(Object.fromEntries(next));
  });

  test('removes its own files that are no longer made, and the folders that this leaves empty', () => {
    write(files([...ALL, 'gone/api', 'gone/queue', 'mixed/api']), dist());
    fill(dist(), { 'mixed/README.md': 'mine' });

    expect(write(files(['local/api']), dist())).toEqual({ changed: 0, unchanged: 1, removed: 6 });
    expect(contentsOf(dist())).toEqual({
      ...Object.fromEntries(files(['local/api'])),
      'mixed/README.md': 'mine',
    });
  });

  test('never touches files of others', () => {
    const [text = ''] = files(['local/api']).values();
    const others = {
      'README.md': text,
      'api.k8s.yaml': text,
      'local/hand-written.k8s.yaml': '---\na: 1\n',
      'local/api.k8s.yaml.orig': text,
      'local/api.yaml': text,
      'copy-of-local/api.k8s.yaml': text,
      'local/deeper/api.k8s.yaml': text,
      'local/directory.k8s.yaml/x': text,
      '.cdk8s-eo-notes': 'mine',
    };
    fill(dist(), others);

    expect(write(files(['production/api']), dist())).toMatchObject({ removed: 0 });
    expect(contentsOf(dist())).toEqual({
      ...others,
      ...Object.fromEntries(files(['production/api'])),
    });
  });

  test('a part removes nothing outside it', () => {
    const old = files([...ALL, 'gone/api', 'gone/queue', 'local/gone']);
    const left = (part: Parameters<typeof write>[2]) => {
      write(old, dist());
      write(new Map(), dist(), part);
      return [...old.keys()].filter((path) => !(path in contentsOf(dist())));
    };

    expect(left({ environments: ['local'] })).toEqual([
      'local/api.k8s.yaml',
      'local/queue.k8s.yaml',
      'local/gone.k8s.yaml',
    ]);
    expect(left({ systems: ['api'] })).toEqual([
      'local/api.k8s.yaml',
      'production/api.k8s.yaml',
      'gone/api.k8s.yaml',
    ]);
    expect(left({ systems: ['api'], environments: ['local'] })).toEqual(['local/api.k8s.yaml']);
    expect(left({})).toEqual([...old.keys()]);
  });

  test('writes through a link to the folder', () => {
    mkdirSync(join(folder(), 'elsewhere'));
    symlinkSync('elsewhere', dist());

    write(files(['local/api']), dist());
    expect(contentsOf(join(folder(), 'elsewhere'))).toEqual(
      Object.fromEntries(files(['local/api'])),
    );
  });

  test('removes what a killed run has left, and not what another run is at', async () => {
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    fill(dist(), { [`.cdk8s-eo-${dead}-x/0-new`]: '', [`.cdk8s-eo-${sleeper.pid}-x/0-new`]: '' });

    write(files(['local/api']), dist());
    sleeper.kill();
    await once(sleeper, 'exit');
    expect(readdirSync(dist()).sort()).toEqual([`.cdk8s-eo-${sleeper.pid}-x`, 'local']);

    write(files(['local/api']), dist());
    expect(readdirSync(dist())).toEqual(['local']);
  });
});

describe('an error names the path and leaves the old output whole:', () => {
  const old = () => Object.fromEntries(files([...ALL, 'gone/api', 'gone/queue']));
  const next = () => files([...ALL, 'added/api'], 'a: 2');

  afterEach(() => {
    jest.restoreAllMocks();
  });

  function expectRefusal(message: string): void {
    const before = contentsOf(folder());
    expect(() => write(next(), dist())).toThrow(new Problem(message));
    expect(contentsOf(folder())).toEqual(before);
  }

  /** Makes the file system refuse the nth call of a function. */
  function refuse(name: 'writeFileSync' | 'renameSync' | 'mkdtempSync', nth: number): void {
    const original: (...args: never[]) => unknown = fs[name];
    let calls = 0;
    jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      calls += 1;
      if (calls !== nth) return Reflect.apply(original, fs, args);
      throw Object.assign(new Error(`ENOSPC: no space left on device, ${name} 'x'`), {
        code: 'ENOSPC',
      });
    });
  }

  test('the output is a file', () => {
    fill(folder(), { dist: 'a file' });
    expectRefusal(`${dist()} is not a folder; move it away, or choose another --output`);
  });

  test('something above the output is a file', () => {
    fill(folder(), { file: 'a file' });
    expect(() => write(next(), join(folder(), 'file/dist'))).toThrow(
      new Problem(`${join(folder(), 'file/dist')}: not a directory (ENOTDIR)`),
    );
    expect(contentsOf(folder())).toEqual({ file: 'a file' });
  });

  test('the folder of an environment is a file', () => {
    fill(dist(), { production: 'a file' });
    expectRefusal(
      `${join(dist(), 'production')} is not a folder; move it away, or choose another --output`,
    );
  });

  test('a folder stands in the place of a file', () => {
    fill(dist(), { 'local/api.k8s.yaml/x': '' });
    expectRefusal(
      `${join(dist(), 'local/api.k8s.yaml')}: illegal operation on a directory (EISDIR)`,
    );
  });

  test('the output cannot be written', () => {
    fill(dist(), old());
    refuse('mkdtempSync', 1);
    expectRefusal(`${dist()}: no space left on device (ENOSPC)`);
  });

  test('the disk is full', () => {
    fill(dist(), old());
    refuse('writeFileSync', 3);
    expectRefusal(`${join(dist(), 'production/api.k8s.yaml')}: no space left on device (ENOSPC)`);
  });

  test('the disk is full before there is any output', () => {
    refuse('writeFileSync', 3);
    expectRefusal(`${join(dist(), 'production/api.k8s.yaml')}: no space left on device (ENOSPC)`);
  });

  test.each([1, 2, 4, 5])('file %i cannot be put in its place', (nth) => {
    fill(dist(), old());
    refuse('renameSync', nth);
    const path = [...next().keys()][nth - 1] ?? '';
    expectRefusal(`${join(dist(), path)}: no space left on device (ENOSPC)`);
  });

  test.each([
    [6, 'api'],
    [7, 'queue'],
  ])('an obsolete file cannot be removed, as step %i', (nth, system) => {
    fill(dist(), old());
    refuse('renameSync', nth);
    expectRefusal(
      `${join(dist(), manifestPath(system, 'gone'))}: no space left on device (ENOSPC)`,
    );
  });
});
