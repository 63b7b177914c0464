import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { commandsOf } from '../gateway.testing.js';

const IDS = Array.from({ length: 250 }, (_, index) => `id-${index}`);

/** A gateway that restarts after this many requests to act. */
function lostAfter(requests: number, last = (response: ServerResponse) => void response.destroy()) {
  let acted = 0;
  return commandsOf((request, response) => {
    void text(request).then((body) => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'GET') {
        const deployments = IDS.map((deploymentId) => ({ deploymentId }));
        return response.end(JSON.stringify({ deployments, next: null }));
      }
      acted += 1;
      if (acted > requests) return last(response);
      const { deployments } = JSON.parse(body) as { deployments: string[] };
      const results = deployments.map((deploymentId) => ({
        deploymentId,
        outcome: 'done',
        title: null,
        words: 'Canceled.',
      }));
      return response.end(JSON.stringify({ dryRun: false, counts: {}, results }));
    });
  });
}

describe('a gateway that is lost between two requests of a bulk action', () => {
  it('hides nothing of what was changed before', async () => {
    const newsletter = await lostAfter(2);
    const { out, exitCode } = await newsletter('bulk', 'cancel', '--status', 'failed');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/id-0 +changed/);
    expect(out).toMatch(/id-199 +changed/);
    expect(out).toContain('200 changed. 50 have no result: Cannot reach a gateway');
  });

  it('is reported to programs in the same way', async () => {
    const newsletter = await lostAfter(1);
    const { out } = await newsletter('bulk', 'cancel', '--status', 'failed', '--json');
    expect(JSON.parse(out)).toMatchObject({
      counts: { done: 100 },
      withoutResult: 150,
      error: expect.stringContaining('Cannot reach a gateway'),
    });
  });

  it('is reported with how many the last request may have changed', async () => {
    const newsletter = await lostAfter(2);
    const { out } = await newsletter('bulk', 'cancel', '--status', 'failed');
    expect(out).toContain('Up to 50 of those may have changed.');
  });

  it.each([0, 1])('leaves nothing in doubt after a dry run: %s requests', async (requests) => {
    const newsletter = await lostAfter(requests);
    const args = ['bulk', 'cancel', '--status', 'failed', '--dry-run'];
    const { out, err, exitCode } = await newsletter(...args);
    expect(exitCode).toBe(1);
    expect(out + err).toContain('Cannot reach a gateway');
    expect(out + err).not.toMatch(/may have/);
  });

  it('is only an error if nothing was changed yet', async () => {
    const newsletter = await lostAfter(0);
    const { out, err, exitCode } = await newsletter('bulk', 'cancel', '--status', 'failed');
    expect([out, exitCode]).toEqual(['', 1]);
    expect(err).toContain('Up to 100 of 250');
  });
});

describe('a request of a bulk action that is refused after others were done', () => {
  it.each([
    [400, { detail: 'The time is over.' }, 2, /50 have no result: The time is over/],
    [403, { detail: 'A key that reads.' }, 5, /50 have no result: A key that reads/],
    [200, {}, 1, /50 have no result: Not a response from a gateway/],
  ])('hides nothing of what was changed before: %s', async (status, body, exit, words) => {
    const newsletter = await lostAfter(2, (response) => {
      response.writeHead(status).end(JSON.stringify(body));
    });
    const { out, exitCode } = await newsletter('bulk', 'cancel', '--status', 'failed');
    expect(exitCode).toBe(exit);
    expect(out).toMatch(/id-199 +changed/);
    expect(out).toMatch(words);
  });

  it('is only an error if it was the first', async () => {
    const newsletter = await lostAfter(0, (response) => {
      response.writeHead(400).end('{"detail":"The time is over."}');
    });
    const { out, err, exitCode } = await newsletter('bulk', 'cancel', '--status', 'failed');
    expect([out, err, exitCode]).toEqual(['', 'The time is over.\n', 2]);
  });
});
