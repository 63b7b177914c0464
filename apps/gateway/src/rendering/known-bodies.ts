import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Body, BodySource } from '#newsletter-html';

const MOST_CHARACTERS = 16_000_000;

/** Recently rendered bodies, by the hash of their source: editors save the same text many times. */
export class KnownBodies {
  private readonly bodies = new LRUCache<string, Body>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ html, text }) => html.length + text.length + 1,
  });

  /** Renders unknown bodies. A failure is not kept: rendering is tried again. */
  async bodyOf(
    source: BodySource,
    render: (source: BodySource) => Body | Promise<Body>,
  ): Promise<Body> {
    const key = createHash('sha256').update(JSON.stringify(source)).digest('base64');
    const known = this.bodies.get(key);
    if (known) return known;
    const body = await render(source);
    this.bodies.set(key, body);
    return body;
  }
}
