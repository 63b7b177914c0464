import { describe, expect, it } from 'vitest';
import { OmedaError } from './errors/omeda-error.js';
import { urlOf } from './url.js';

const lookup = (trackId: string) =>
  urlOf('http://h/b', {
    call: 'lookup',
    method: 'GET',
    path: ['omail', 'deployment', 'lookup', trackId],
  });

describe('the URL of a call', () => {
  it('ends in a literal asterisk', () => {
    expect(lookup('FOO1')).toBe('http://h/b/omail/deployment/lookup/FOO1/*');
  });

  it.each([
    ['../cancel', '..%2Fcancel'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a b/*', 'a%20b%2F*'],
    ['%2e%2e', '%252e%252e'],
  ])('has %s encoded', (trackId, segment) => {
    const url = lookup(trackId);
    expect(url).toBe(`http://h/b/omail/deployment/lookup/${segment}/*`);
    expect(new URL(url).pathname).toBe(`/b/omail/deployment/lookup/${segment}/*`);
  });

  it.each(['', '.', '..'])('is refused for the id %j, which would lead elsewhere', (trackId) => {
    expect(() => lookup(trackId)).toThrow(OmedaError);
  });
});
