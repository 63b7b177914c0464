import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DELIVERY_LIMIT, RABBIT_DEFAULTS } from '#messaging';
import {
  RETRIES,
  STARTS_BEFORE_STALLED,
  TIMING,
  retryDelayMs,
} from '../../libs/deployment/src/timing.js';

const page = readFileSync('docs/operating.md', 'utf8');
const [, table = ''] = /^### Limits of retries$([^]*?)^#/m.exec(page) ?? [];

/** The second column of the row that starts so. */
function limitOf(what: string): string {
  const row = table.split('\n').find((line) => line.startsWith(`| ${what}`));
  return row?.split('|')[2]?.trim() ?? '';
}

const delays = Array.from(
  { length: RETRIES },
  (_, index) => retryDelayMs(index + 1, TIMING) / 1_000,
);

describe('the limits in docs/operating.md', () => {
  it.each([
    [
      'a step that Omeda refuses',
      `${RETRIES + 1} attempts, with ${delays[0]}, ${delays[1]}, and ${delays[2]} s between them`,
    ],
    ['a step whose process ends', `${STARTS_BEFORE_STALLED} starts`],
    ['a wake-up that a deployer cannot handle', `${DELIVERY_LIMIT} deliveries`],
    [
      'a wake-up that finds the event store unreachable',
      `none, every ${RABBIT_DEFAULTS.redeliveryMs / 1_000} s`,
    ],
    ['a wake-up whose process ends', `${DELIVERY_LIMIT + 1} deliveries`],
  ])('are those of the code: %s', (what, limit) => {
    expect(limitOf(what)).toBe(limit);
  });
});
