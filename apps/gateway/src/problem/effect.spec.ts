import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { effectOf } from './effect.js';

const request = (method: string, webhookId?: string) =>
  ({ method, get: () => webhookId }) as Pick<Request, 'method' | 'get'>;

describe('a request that is made again', () => {
  it('has no effect, none but that of the first, or one more', () => {
    expect(effectOf(request('GET'))).toBe('reads');
    expect(effectOf(request('POST', 'msg_1'))).toBe('once');
    expect(effectOf(request('POST'))).toBe('changes');
    expect(effectOf(request('DELETE'))).toBe('changes');
  });
});
