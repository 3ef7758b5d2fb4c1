import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes';

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-eo');

/** The Python of an environment of its own with a package of PyPI, made once a machine. */
export function pythonWith(requirement: string): string {
  const folder = join(CACHE, `python-${requirement.replace(/\W+/g, '-')}`);
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    run('python3', '-m', 'venv', folder);
    run(join(folder, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', requirement);
    writeFileSync(complete, '');
  }
  return join(folder, 'bin/python');
}
