import { type Leaf, leafAt } from './leaf';

/** The leaves of a `.netrc`: machines, each with its login and password. */
export function netrcLeaves(text: string): Leaf[] {
  const found: Leaf[] = [];
  let machine = 'default';
  let name: string | undefined;
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (/^\s*#/.test(line)) return;
    for (const [word] of line.matchAll(/"[^"]*"|\S+/g)) {
      const value = word.replace(/^"(.*)"$/, '$1');
      if (name === 'machine') machine = value;
      else if (name !== undefined) found.push(leafAt([machine, name], value, index + 1));
      if (name === undefined && word === 'default') machine = word;
      const isName = ['machine', 'login', 'account', 'password', 'user', 'passwd'].includes(word);
      name = name === undefined && isName ? word : undefined;
    }
  });
  return found;
}

/** The leaves of PgBouncer's `userlist.txt`: `"user" "password"` in each line. */
export function userlistLeaves(text: string): Leaf[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const [, user, password] = /^\s*"((?:[^"]|"")*)"\s+"((?:[^"]|"")*)"/.exec(line) ?? [];
    if (user === undefined || password === undefined) return [];
    return [
      leafAt([user.replaceAll('""', '"'), 'password'], password.replaceAll('""', '"'), index + 1),
    ];
  });
}

const PGPASS_FIELDS = ['host', 'port', 'database', 'user', 'password'];

/** The leaves of a `.pgpass`: `host:port:database:user:password` in each line. */
export function pgpassLeaves(text: string): Leaf[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    if (/^\s*(#|$)/.test(line)) return [];
    const fields = [...line.matchAll(/(?:^|:)((?:[^:\\]|\\.)*)/g)].map(([, field = '']) =>
      field.replace(/\\(.)/g, '$1'),
    );
    const [host = ''] = fields;
    return PGPASS_FIELDS.flatMap((name, field) => {
      const value = fields[field];
      return value === undefined ? [] : [leafAt([host, name], value, index + 1)];
    });
  });
}
