import { describe, expect, it, vi } from 'vitest';
import { useFeedServer } from './feed-server.testing.js';

const DEADLINE = { timeout: 20_000, interval: 10 };

const server = useFeedServer();

/** For this many refusals, the time until each next attempt. */
async function waits(header: string, count: number): Promise<number[]> {
  server.responds((response) => response.writeHead(503, { 'retry-after': header }).end());
  const pauses: number[] = [];
  const { stop } = server.follow({ onTrouble: ({ retryInMs }) => pauses.push(retryInMs) });
  await vi.waitFor(() => expect(pauses.length).toBeGreaterThanOrEqual(count), DEADLINE);
  stop();
  return pauses.slice(0, count);
}

describe('a gateway that says when to retry', () => {
  it.each(['0', '', '-1', 'Tue, 01 Jan 2019 12:00:00 GMT'])(
    'is not asked in a loop, though it says %j',
    async (header) => {
      expect(await waits(header, 2)).toEqual([500, 1_000]);
    },
  );

  it.each(['99999999', 'Tue, 01 Jan 2999 12:00:00 GMT'])(
    'is asked again after ten minutes, though it says %j',
    async (header) => {
      expect(await waits(header, 1)).toEqual([600_000]);
    },
  );

  it('is not called before that time', async () => {
    expect(await waits('20', 1)).toEqual([20_000]);
  });
});
