import { describe, expect, it } from 'vitest';
import { BadDatabaseUrl, parseDatabaseUrl, withDatabase } from './database-url.js';

const A = { host: 'a', port: 5432 };
const B = { host: 'b', port: 6432 };

describe('DATABASE_URL', () => {
  it.each([
    ['postgres://u:p@a/db', [A], 'any'],
    ['postgresql://u:p@a:5432/db?sslmode=verify-full', [A], 'any'],
    ['postgres://u:p@a:5432,b:6432/db', [A, B], 'read-write'],
    ['postgres://u:p@a,b:6432/db?target_session_attrs=primary', [A, B], 'primary'],
    ['postgres://u:p@a,b:6432/db?target_session_attrs=any', [A, B], 'any'],
    ['postgres://u:p@a/db?target_session_attrs=read-write', [A], 'read-write'],
    ['postgres://u:p@[::1]:5432,b:6432/db', [{ host: '::1', port: 5432 }, B], 'read-write'],
  ])('%s names its servers and what one of them must be', (url, servers, session) => {
    expect(parseDatabaseUrl(url)).toMatchObject({ servers, session });
  });

  it('is passed to drivers in their own form', () => {
    const url = 'postgres://u:p,@w@a:1,b:2/db?target_session_attrs=any&sslmode=no-verify';
    expect(parseDatabaseUrl(url).ofFirst).toBe('postgres://u:p,@w@a:1/db?sslmode=no-verify');
  });

  it.each([
    ['mysql://u:pa55@a/db', 'is not a PostgreSQL URL'],
    ['pa55', 'is not a PostgreSQL URL'],
    ['postgres://u:pa55@a:x,b/db', 'is not a PostgreSQL URL'],
    ['postgres://u:pa55@a,,b/db', 'has an empty name in its list of servers'],
    ['postgres://u:pa55@a,b/db?target_session_attrs=standby', 'must have target_session_attrs='],
  ])('%s is refused with the form, and without the password', (url, words) => {
    const refused = () => parseDatabaseUrl(url);
    expect(refused).toThrow(BadDatabaseUrl);
    expect(refused).toThrow(words);
    expect(refused).toThrow('postgres://user:password@a:5432,b:5432/database?target_session_attrs');
    expect(refused).not.toThrow('pa55');
  });

  it('can name another database of the same servers', () => {
    const url = 'postgres://u:p@a:1,b:2/db?target_session_attrs=any';
    expect(withDatabase(url, 'demo')).toBe('postgres://u:p@a:1,b:2/demo?target_session_attrs=any');
    expect(withDatabase('postgres://u:p@a', 'demo')).toBe('postgres://u:p@a/demo');
  });
});
