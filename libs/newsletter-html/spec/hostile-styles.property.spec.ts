import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBody } from '../src/newsletter/render-body.js';
import { viewOf } from '../src/view/view-of.js';
import { SOURCE } from './source.testing.js';

const PROPERTIES = `
  transform scale clip clip-path filter opacity text-indent margin-left left width height font font-size color
  background background-image border border-radius padding visibility display grid-template-columns gap
`
  .trim()
  .split(/\s+/);
const STARTS = `
  scale( scale3d(1, translate( polygon( inset( rect( circle( opacity( calc( clamp( repeat( url( rgb( color-mix(in
  linear-gradient( bold - #
`
  .trim()
  .split(/\n\s*| (?=\S)/);
/** What numbers and lists are made of: patterns that can read them in more than one way meet here. */
const PARTS = [
  '0',
  '1',
  '11',
  '.',
  '0.',
  '.0',
  ' ',
  ',',
  ', ',
  '%',
  '0%',
  '1px ',
  '-',
  '+',
  '(',
  'a',
];
const ENDS = ['', ')', '1px)', ' a)', '!', 'x', ' / 1'];

const style = (length: number) =>
  fc
    .record({
      name: fc.constantFrom(...PROPERTIES),
      start: fc.constantFrom('', ...STARTS),
      parts: fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }),
      end: fc.constantFrom(...ENDS),
    })
    .map(({ name, start, parts, end }) => {
      const part = parts.join('');
      return `${name}:${start}${part.repeat(Math.floor(length / part.length))}${end}`;
    });

/** Quadratic time would be over the limit that every spec has, and exponential time never end. */
describe('a style that repeats what can be read in many ways', () => {
  it('is looked at in a moment, however long it is', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(style(200_000), (written) => {
        const { depth } = viewOf(`<p style="position:absolute;overflow:hidden;${written}">x</p>`);
        expect(depth).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('becomes a newsletter, by an attribute and by a sheet', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(style(3_900), (written) => {
        const html = `<div style="position:absolute;${written}">x</div><div class="x"><p>y</p></div>`;
        const made = renderBody({ ...SOURCE, html, styles: `.x{${written}}` });
        expect(made.html).toContain('</html>');
      }),
      { numRuns: 300 },
    );
  });
});
