import { debugSetting, runsPythonServer } from '../../../constructs/rules/debug';

describe('A debug server is started by', () => {
  test.each<[string | undefined, Record<string, unknown>, string[]]>([
    ['env.FLASK_DEBUG', { FLASK_DEBUG: '1' }, []],
    ['env.DJANGO_DEBUG', { DJANGO_DEBUG: 'True' }, []],
    ['env.FLASK_ENV', { FLASK_ENV: 'Development' }, []],
    ['env.DEBUG', { DEBUG: 'yes' }, []],
    ['--debug', {}, ['flask', 'run', '--debug']],
    ['--reload', {}, ['uvicorn', '--reload', 'a:b']],
    ['--debug', {}, ['sh', '-c', 'exec flask run --debug']],
    ['env.FLASK_DEBUG', {}, ['sh', '-ec', 'FLASK_DEBUG=1 flask run']],
    ['env.FLASK_DEBUG', {}, ['env', 'FLASK_DEBUG=1', 'flask', 'run']],
  ])('%s, of %j and %j', (setting, env, words) => {
    expect(debugSetting(env, words)).toBe(setting);
  });
});

test.each<[Record<string, unknown>, string[]]>([
  [{ FLASK_DEBUG: '0' }, []],
  [{ FLASK_DEBUG: 'False' }, []],
  [{ FLASK_DEBUG: '' }, []],
  [{ FLASK_DEBUG: 1 }, []],
  [{ DEBUG: 'express:*' }, []],
  [{ LOG_LEVEL: 'DEBUG' }, []],
  [{}, ['flask', 'run', '--host', '0.0.0.0']],
  [{}, ['sh', '-c', 'FLASK_DEBUG=0 flask run']],
])('no debug server is started by %j and %j', (env, words) => {
  expect(debugSetting(env, words)).toBeUndefined();
});

test.each([
  [['flask', 'run'], true],
  [['/usr/local/bin/uvicorn', 'a:b'], true],
  [['python', 'manage.py', 'runserver'], true],
  [['sh', '-c', 'cd /code && gunicorn a:b'], true],
  [['jupyterhub', '--debug'], false],
  [['nginx', '-g', 'daemon off;'], false],
])('whether %j run a Python server: %s', (words, expected) => {
  expect(runsPythonServer(words)).toBe(expected);
});
