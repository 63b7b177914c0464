import { describe, expect, it } from 'vitest';
import { StoreUnavailable, classified } from './errors.js';

const failure = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);

describe('a store that is not available', () => {
  it.each([
    failure('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }),
    failure('write EPIPE', { code: 'EPIPE' }),
    failure('read EHOSTUNREACH', { code: 'EHOSTUNREACH', syscall: 'read' }),
    failure('read ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'read' }),
    failure('read ENETDOWN', { code: 'ENETDOWN', syscall: 'read' }),
    failure('write EHOSTDOWN', { code: 'EHOSTDOWN', syscall: 'write' }),
    failure('Connection terminated unexpectedly'),
    failure('terminating connection due to administrator command', { code: '57P01' }),
    failure('server conn crashed?', { code: '08P01' }),
    { driverError: failure('read ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' }) },
  ])('leaves it open whether what was sent was committed: %s', (error) => {
    expect(classified(error)).toMatchObject({ name: 'StoreUnavailable', isInDoubt: true });
  });

  it.each([
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }),
    failure('connect EHOSTUNREACH', { code: 'EHOSTUNREACH', syscall: 'connect' }),
    failure('connect ENETUNREACH 10.1.2.3:5432', { code: 'ENETUNREACH', syscall: 'connect' }),
    failure('connect EADDRNOTAVAIL', { code: 'EADDRNOTAVAIL', syscall: 'connect' }),
    failure('all addresses refused', { code: 'ECONNREFUSED' }),
    Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }),
    failure('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' }),
    failure('getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }),
    failure('timeout exceeded when trying to connect'),
    failure('Connection terminated due to connection timeout'),
    failure('Connection terminated: timeout'),
    failure('the database system is starting up', { code: '57P03' }),
    failure('canceling statement due to statement timeout', { code: '57014' }),
    failure('cannot execute INSERT in a read-only transaction', { code: '25006' }),
  ])('took nothing where nothing was sent, or all was undone: %s', (error) => {
    expect(classified(error)).toMatchObject({ name: 'StoreUnavailable', isInDoubt: false });
  });

  it('is not the cause of an invalid statement', () => {
    const error = failure('syntax error', { code: '42601' });
    expect(classified(error)).toBe(error);
    expect(new StoreUnavailable(error).isInDoubt).toBe(false);
  });
});
