import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, wordsOfAction } from './client.js';

/** The message for an action for which fetch behaves so. */
async function said(fetched: () => Promise<Response>): Promise<string> {
  vi.stubGlobal('fetch', fetched);
  return ask('/v1/bulk', { method: 'POST' }).then(
    () => 'done',
    (problem: Error) => wordsOfAction(problem),
  );
}

const FAULT = {
  type: 'urn:newsletter-connector:problem:server-fault',
  detail: 'An internal error occurred.',
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an action that failed', () => {
  it('is reported in the gateway’s words, which say what was done', async () => {
    const body = { type: 'urn:newsletter-connector:problem:try-again', detail: 'It stays parked.' };
    expect(await said(async () => Response.json(body, { status: 503 }))).toBe('It stays parked.');
  });

  it.each([
    ['no answer', () => Promise.reject(new TypeError('Failed to fetch')), /cannot be reached/],
    ['an internal error', async () => Response.json(FAULT, { status: 500 }), /An internal error/],
    ['an answer of a proxy', async () => new Response('', { status: 504 }), /responded 504/],
  ])('is not called undone after %s', async (_what, fetched, words) => {
    const message = await said(fetched);
    expect(message).toMatch(words);
    expect(message).toMatch(/The request may still have taken effect/);
  });
});
