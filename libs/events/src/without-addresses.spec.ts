import { describe, expect, it } from 'vitest';
import { withoutAddresses } from './without-addresses.js';

describe('words without addresses', () => {
  it.each([
    ['Tester ada@daily.example is twice.', 'Tester (address) is twice.'],
    ['Sent to ada@daily.example.', 'Sent to (address).'],
    ['ada@daily.example, bob+x@daily.example: refused', '(address), (address): refused'],
    ['<ada@daily.example>', '<(address)>'],
    ['"Ada Lovelace"@daily.example is unknown', '(address) is unknown'],
    ['GET /x?EmailAddress=ada%40daily.example failed', 'GET (address) failed'],
    ['ada&#64;daily.example', '(address)'],
    ['ädä@täglich.example', '(address)'],
    ['Meet @ noon, 100% sure, a @ b', 'Meet @ noon, 100% sure, a @ b'],
    ['', ''],
  ])('of “%s” are “%s”', (words, expected) => {
    expect(withoutAddresses(words)).toBe(expected);
  });

  it.each([
    ['of one long run', 'a'.repeat(500_000)],
    ['of many marks', '@'.repeat(500_000)],
    ['of many quotes', '"a '.repeat(200_000)],
    ['of many escapes', '%40'.repeat(200_000)],
  ])('are found at once in a text %s', (_what, words) => {
    expect(withoutAddresses(words).length).toBeGreaterThan(0);
  });
});
