import { describe, expect, it } from 'vitest';
import { type Status, statusLines } from './status.js';

const NOTHING = { due: null, running: null, held: null, brandHold: null, failed: null };

function status(postStatus: string): Status {
  return {
    ...NOTHING,
    deploymentId: '7d0f8f0e-2a6f-5a6b-9d5e-0c7a3b1f9e11',
    version: 1,
    site: 'daily',
    brand: 'DEMO',
    status: 'requested',
    trackId: null,
    post: { id: 50, title: 'Morning news', status: postStatus },
    wanted: { intent: 'publish', sendAt: null, revision: 1 },
    achieved: null,
    lastError: null,
    problems: [],
    warnings: [],
  };
}

describe('the status of a newsletter', () => {
  it.each([
    ['future', 'post 50, scheduled in WordPress'],
    ['publish', 'post 50, published in WordPress'],
    ['draft', 'post 50, a draft in WordPress'],
    ['pending', 'post 50, pending review in WordPress'],
    ['private', 'post 50, private in WordPress'],
    ['trash', 'post 50, in the trash of WordPress'],
    ['pitch', 'post 50, status "pitch" in WordPress'],
    ['', 'post 50'],
  ])('says of a post that is %j what people call it', (postStatus, words) => {
    expect(statusLines(status(postStatus))[0]).toBe(`newsletter   Morning news (${words})`);
  });
});
