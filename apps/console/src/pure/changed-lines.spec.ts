import { describe, expect, it } from 'vitest';
import { changedLines } from './changed-lines.js';

describe('what changed between two texts', () => {
  it('is shown line by line, with two lines of context', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\nsix\n';
    const after = 'one\ntwo\nthree\nfour\nFIVE\nsix\n';
    expect(changedLines(before, after)).toEqual([
      { kind: 'same', text: 'three' },
      { kind: 'same', text: 'four' },
      { kind: 'removed', text: 'five' },
      { kind: 'added', text: 'FIVE' },
      { kind: 'same', text: 'six' },
    ]);
  });

  it('is nothing if they are equal', () => {
    expect(changedLines('one\n', 'one\n')).toEqual([]);
  });
});
