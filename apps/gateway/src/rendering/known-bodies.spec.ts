import { prepareNewsletter } from '#newsletter-html';
import { renderBody } from '#newsletter-html/body';
import { describe, expect, it, vi } from 'vitest';
import { KnownBodies } from './known-bodies.js';
import { newsletterSource } from './newsletter-source.testing.js';

function source(html: string, more: Partial<ReturnType<typeof newsletterSource>> = {}) {
  return prepareNewsletter({ ...newsletterSource(html), ...more }).bodySource;
}

describe('a body that was rendered before', () => {
  it('is not rendered again for an equal save, and is the same', async () => {
    const known = new KnownBodies();
    const render = vi.fn<typeof renderBody>(renderBody);
    const first = await known.bodyOf(source('<p>Hello</p>'), render);
    expect(await known.bodyOf(source('<p>Hello</p>'), render)).toEqual(first);
    expect(render).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another text', source('<p>Bye</p>')],
    ['the template of a site', source('<p>Hello</p>', { template: '<b>{{content}}</b>' })],
    ['another merge variable', source('<p>Hello</p>', { mergeVariables: ['first_name'] })],
  ])('is rendered again for %s', async (_what, changed) => {
    const known = new KnownBodies();
    const render = vi.fn<typeof renderBody>(renderBody);
    await known.bodyOf(source('<p>Hello</p>'), render);
    await known.bodyOf(changed, render);
    expect(render).toHaveBeenCalledTimes(2);
  });

  it('is tried again if it could not be rendered', async () => {
    const known = new KnownBodies();
    const failing = () => Promise.reject(new Error('too complex'));
    await expect(known.bodyOf(source('<p>Hello</p>'), failing)).rejects.toThrow('too complex');
    expect((await known.bodyOf(source('<p>Hello</p>'), renderBody)).html).toContain('Hello');
  });
});
