import { describe, expect, it } from 'vitest';
import { hidden } from './hidden.js';

const hide = (text: string) => text.replaceAll('t0ken', '***');

describe('a secret that a reply repeats', () => {
  it('is hidden in each text and name, and nothing else changes', () => {
    const reply = { Errors: [{ Error: 'No t0ken.' }], t0ken: 1, Id: 41, Url: null, Ok: true };
    expect(hidden(reply, hide)).toEqual({
      Errors: [{ Error: 'No ***.' }],
      '***': 1,
      Id: 41,
      Url: null,
      Ok: true,
    });
  });

  it('is removed if it is nested deeper than Omeda nests anything', () => {
    const deep = JSON.parse('['.repeat(50_000) + '"t0ken"' + ']'.repeat(50_000)) as unknown;
    expect(JSON.stringify(hidden(deep, hide))).not.toContain('t0ken');
  });
});
