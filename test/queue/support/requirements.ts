import { spawnSync } from 'node:child_process';

/** What must be on the PATH, how it says its version, and from which version on it will do. */
const PROGRAMS = [
  { program: 'redis-server', least: 6, install: 'sudo apt-get install redis-server' },
  { program: 'redis-cli', least: 6, install: 'sudo apt-get install redis-tools' },
  { program: 'python3', least: 3, install: 'sudo apt-get install python3 python3-venv' },
  { program: 'flock', least: 2, install: 'sudo apt-get install util-linux' },
  { program: 'openssl', least: 1, args: ['version'], install: 'sudo apt-get install openssl' },
];

/**
 * Before all tests of the folder.
 *
 * @throws where a program is missing or too old
 */
export default function checkRequirements(): void {
  const problems = PROGRAMS.flatMap(({ program, least, args = ['--version'], install }) => {
    const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
    if (error) return [`there is no ${program} on the PATH; try: ${install}`];
    const [version = '', major = '0'] = /(\d+)(\.\d+)+/.exec(stdout) ?? [];
    return Number(major) < least
      ? [`${program} must be version ${least} or newer, got ${version || stdout}`]
      : [];
  });
  if (problems.length > 0) {
    throw new Error(`the tests of the queue cannot run:\n  ${problems.join('\n  ')}`);
  }
}
