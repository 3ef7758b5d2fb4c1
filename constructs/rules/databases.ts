import { integerIn } from './numbers';
import { type Violation, violation } from './violation';

/** The name of a PostgreSQL database or user: longer ones are cut off, silently. */
export function databaseName(value: unknown): Violation | undefined {
  const isName =
    typeof value === 'string' &&
    value.trim() === value &&
    value !== '' &&
    !/\p{Control}/u.test(value) &&
    Buffer.byteLength(value) <= 63;
  return isName
    ? undefined
    : violation(
        'must be a name of 1 to 63 bytes, without control characters or spaces at its ends',
      );
}

/** The name of a user that is made: PostgreSQL keeps names that begin with `pg_` to itself. */
export function newRoleName(value: unknown): Violation | undefined {
  const reserved = typeof value === 'string' && value.startsWith('pg_');
  return databaseName(value) ?? (reserved ? violation("must not begin with 'pg_'") : undefined);
}

/**
 * The name of a setting of PostgreSQL, such as `shared_buffers`, or of an extension, such as
 * `postgis.gdal_enabled_drivers`.
 */
export function settingName(value: unknown): Violation | undefined {
  const isName = typeof value === 'string' && /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(value);
  return isName
    ? undefined
    : violation("must be the name of a setting of PostgreSQL in lower case, such as 'work_mem'");
}

/** How many connections a server takes: PostgreSQL allows from 1 to 262143. */
export function connectionCount(value: unknown): Violation | undefined {
  return integerIn(value, 1, 262143);
}

/** SQL without passwords, as in `CREATE ROLE odc PASSWORD '…'` and `OPTIONS (password '…')`. */
export function sqlWithoutPasswords(value: unknown): Violation | undefined {
  const has = typeof value === 'string' && /\bpassword\s+(U&|E)?('[^']|\$\w*\$)/i.test(value);
  return has
    ? violation(
        'must not hold a password',
        'make the role in a Job that has the password from a Secret',
      )
    : undefined;
}
