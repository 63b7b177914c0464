import { describe, expect, it } from 'vitest';
import { isScheduled, normalStatus } from './status.js';

const AT = '2026-07-15T15:00:00.000Z';

describe('what Omeda will send', () => {
  it.each([
    ['Scheduled', AT, true],
    ['Scheduled', undefined, true],
    ['Approved', AT, true],
    ['Approved', undefined, false],
    ['Accepted', AT, false],
    ['Submitted', AT, false],
    ['Not Accepted', AT, false],
    ['Waiting Review', AT, false],
  ])('%s with the date %s: %s', (status, scheduledAt, isSo) => {
    const date = scheduledAt === undefined ? {} : { scheduledAt };
    expect(isScheduled({ status, ...date })).toBe(isSo);
  });
});

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
