import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixels } from '../src/fragment/styles/length.js';
import { renderBody } from '../src/newsletter/render-body.js';
import { isHiding } from '../src/view/hiding.js';
import { isTextOfNoSize } from '../src/view/look.js';
import { SOURCE } from './source.testing.js';

const words = (text: string) => text.trim().split(/\s+/);

const HIDING = words(`
  display content-visibility opacity filter transform scale clip-path clip text-indent margin-left margin-top
  width height max-width max-height left right top bottom
`);
const OTHERS = words(`
  font font-size color background background-image border border-radius padding grid-template-columns gap
`);
const STARTS = words(`scale( translate( polygon( inset( rect( circle( opacity( -`);
const OTHER_STARTS = words(`calc( clamp( repeat( url( rgb( linear-gradient( #`);
/** Fragments of numbers and lists: here, a pattern could match in more than one way. */
const PARTS = ['0', '1', '.', ' ', ',', '%', '-', 'px', 'a'];
const UNITS = [...PARTS, ...PARTS.flatMap((one) => PARTS.map((other) => one + other))];
const ENDS = ['', ')', ' a)', '!'];

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.floor(length / unit.length));
}

const styles = fc
  .record({
    name: fc.constantFrom(...HIDING, ...OTHERS),
    start: fc.constantFrom('', ...STARTS, ...OTHER_STARTS),
    unit: fc.constantFrom(...UNITS),
    end: fc.constantFrom(...ENDS),
  })
  .map(({ name, start, unit, end }) => `${name}:${start}${repeated(unit, 3_900)}${end}`);

/** Quadratic time would exceed the time limit of every spec; exponential time would never end. */
describe('a style that repeats what can be read in many ways', () => {
  it.each(['', ...STARTS])('is checked in a moment, however long it is: %s', (start) => {
    for (const unit of UNITS) {
      for (const end of ENDS) {
        const value = `${start}${repeated(unit, 50_000)}${end}`.trim();
        const style = new Map([
          ['position', 'absolute'],
          ['overflow', 'hidden'],
        ]);
        for (const name of HIDING) isHiding(name, value, style);
        isTextOfNoSize(new Map([['font-size', value]]), false);
        isTextOfNoSize(new Map([['font', value]]), false);
        pixels(value, { em: 16, percent: 552 });
      }
    }
  });

  it('becomes a newsletter, by an attribute and by a sheet', () => {
    fc.assert(
      fc.property(styles, (written) => {
        const html = `<div style="position:absolute;${written}">x</div><div class="x"><p>y</p></div>`;
        const made = renderBody({ ...SOURCE, html, styles: `.x{${written}}` });
        expect(made.html).toContain('</html>');
      }),
      { numRuns: 300 },
    );
  });
});
