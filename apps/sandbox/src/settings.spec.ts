import { describe, expect, it } from 'vitest';
import { readMisbehavior } from './settings.js';

describe('the environment of the sandbox', () => {
  it('sets faults, switches, and a seed', () => {
    const env = {
      SANDBOX_FAULTS: '[{"call":"create","when":"after","drop":true,"rate":0.1}]',
      SANDBOX_SWITCHES: '{"urls":"seen","searchLagMs":2000}',
      SANDBOX_SEED: '7',
    };
    expect(readMisbehavior(env)).toEqual({
      seed: 7,
      faults: [{ call: 'create', when: 'after', drop: true, rate: 0.1 }],
      switches: { urls: 'seen', searchLagMs: 2_000 },
    });
    expect(readMisbehavior({})).toEqual({ seed: 1, faults: [], switches: {} });
  });

  it.each([
    ['SANDBOX_FAULTS', 'oops', /SANDBOX_FAULTS is not JSON: write it like/],
    ['SANDBOX_FAULTS', '{}', /SANDBOX_FAULTS must be a JSON list/],
    ['SANDBOX_FAULTS', '[{"cal":"create"}]', /SANDBOX_FAULTS: 'cal' is not known: there are call,/],
    ['SANDBOX_FAULTS', '[{"call":"test"}]', /'call' must be one of create, update/],
    ['SANDBOX_FAULTS', '[{"rate":2}]', /'rate' must be a share from 0 to 1/],
    [
      'SANDBOX_FAULTS',
      '[{"audience":{"outcome":"BAD"}}]',
      /'audience' must be an object of outcome/,
    ],
    ['SANDBOX_SWITCHES', '{"urls":"none"}', /SANDBOX_SWITCHES: 'urls' must be one of documented/],
    ['SANDBOX_SEED', 'x', /SANDBOX_SEED must be a whole number/],
  ])('%s=%s is refused with its cure', (name, value, words) => {
    expect(() => readMisbehavior({ [name]: value })).toThrow(words);
  });
});
