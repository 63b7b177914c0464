import { describe, expect, it } from 'vitest';
import { normalStatus } from './status.js';

describe('a status', () => {
  it.each([
    ['Waiting Review', 'Waiting Review'],
    ['WAITING_REVIEW', 'Waiting Review'],
    ['NEW', 'New'],
    ['Not Accepted', 'Not Accepted'],
    ['NOT_ACCEPTED', 'Not Accepted'],
    ['Paused', 'Paused'],
  ])('%s is %s', (written, status) => {
    expect(normalStatus(written)).toBe(status);
  });
});
