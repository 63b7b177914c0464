import { randomBytes } from 'node:crypto';
import { postEvent } from '../../apps/gateway/src/example/post-event.js';

/** One post of the site, and the event that is being delivered. */
export class Post {
  webhookId = newId();
  private sequence = 1;

  constructor(readonly id: number) {}

  event(type: string, text: string) {
    const status = type === 'post.published' ? 'publish' : 'draft';
    const uid = `7d0f8f0e-2a6f-4a6b-9d5e-${this.id.toString(16).padStart(12, '0')}`;
    return postEvent({
      type,
      sequence: this.sequence,
      post: { id: this.id, uid, status, html: `<p>${text}</p>`, title: `Number ${this.id}` },
    });
  }

  taken(): void {
    this.sequence += 1;
    this.webhookId = newId();
  }
}

export function posts(count: number): Post[] {
  return Array.from({ length: count }, (_, index) => new Post(index + 1));
}

function newId(): string {
  return `msg_${randomBytes(12).toString('hex')}`;
}
