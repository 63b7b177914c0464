import { afterAll, beforeAll, expect, it } from 'vitest';
import { Wordpress } from './wordpress.js';

let wordpress: Wordpress;
beforeAll(async () => {
  wordpress = await Wordpress.start();
});
afterAll(() => wordpress?.close());

it('answers', async () => {
  const made = await wordpress.rest('POST', 'wp/v2/posts', { body: { title: 'Hi', content: 'x' } });
  expect(made.status).toBe(201);
  expect(wordpress.sql('SELECT COUNT(*) FROM wp_omeda_outbox')).toBe('0');
});
