import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { effectOf, markPreview } from './effect.js';

const request = (method: string, webhookId?: string) =>
  ({ method, get: () => webhookId }) as Pick<Request, 'method' | 'get'>;

describe('a request that is repeated', () => {
  it('has no effect, none but that of the first, or one more', () => {
    expect(effectOf(request('GET'))).toBe('reads');
    expect(effectOf(request('POST', 'msg_1'))).toBe('once');
    expect(effectOf(request('POST'))).toBe('changes');
    expect(effectOf(request('DELETE'))).toBe('changes');
  });

  it('has no effect if it is a preview, and only that one', () => {
    const preview = request('POST');
    markPreview(preview);
    expect(effectOf(preview)).toBe('reads');
    expect(effectOf(request('POST'))).toBe('changes');
  });
});
