import {
  connectionCount,
  databaseName,
  newRoleName,
  settingName,
  sqlWithoutPasswords,
} from '../../../constructs/rules/databases';
import { accepts, refuses, WRONG_TYPES } from './tables';

const none = undefined;
const name = 'must be a name of 1 to 63 bytes, without control characters or spaces at its ends';

describe('databaseName', () => {
  accepts(databaseName, ['datacube', 'data-cube', 'Datacube 2', 'é'.repeat(31), 'd'.repeat(63)]);
  refuses(databaseName, [
    ...WRONG_TYPES.map((value) => [value, name, none] as const),
    [' datacube', name, none],
    ['data\ncube', name, none],
    ['d'.repeat(64), name, none],
    ['é'.repeat(32), name, none],
  ]);
});

describe('newRoleName', () => {
  accepts(newRoleName, ['odc', 'pgbouncer']);
  refuses(newRoleName, [
    ['', name, none],
    ['pg_odc', "must not begin with 'pg_'", none],
  ]);
});

describe('settingName', () => {
  const rule = "must be the name of a setting of PostgreSQL in lower case, such as 'work_mem'";
  accepts(settingName, ['work_mem', 'postgis.gdal_enabled_drivers', 'pg_stat_statements.max']);
  refuses(settingName, [
    ...WRONG_TYPES.map((value) => [value, rule, none] as const),
    ['Work_Mem', rule, none],
    ['work-mem', rule, none],
    ['work_mem=64MB', rule, none],
    ['a.b.c', rule, none],
    ['.max', rule, none],
  ]);
});

describe('connectionCount', () => {
  accepts(connectionCount, [1, 100, 262143]);
  refuses(connectionCount, [
    [0, 'must be a whole number in 1-262143', none],
    [262144, 'must be a whole number in 1-262143', none],
    ['100', 'must be a whole number in 1-262143', 'write 100 (a number, without quotes)'],
  ]);
});

describe('sqlWithoutPasswords', () => {
  const fix = 'make the role in a Job that has the password from a Secret';
  accepts(sqlWithoutPasswords, [
    'CREATE EXTENSION hstore;',
    'CREATE ROLE odc PASSWORD NULL;',
    "ALTER ROLE odc PASSWORD '';",
    "ALTER ROLE odc PASSWORD :'password';",
    "SET password_encryption = 'scram-sha-256';",
  ]);
  refuses(sqlWithoutPasswords, [
    ["CREATE ROLE odc LOGIN PASSWORD 'hush';", 'must not hold a password', fix],
    ["alter role odc with encrypted password\n'hush'", 'must not hold a password', fix],
    ["ALTER ROLE odc PASSWORD E'hush'", 'must not hold a password', fix],
    ['ALTER ROLE odc PASSWORD $$hush$$', 'must not hold a password', fix],
    ["CREATE USER MAPPING … OPTIONS (user 'a', password 'hush')", 'must not hold a password', fix],
  ]);
});
