import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const areas = `<area shape="rect" coords="0,0,400,300" href="/left" alt="Left" target="_blank" onclick="x()"><area shape="circle" coords="1000, 300, 50.5" href="https://x.example/right" alt="Right">`;
const map = (inner = areas) => `<map name="m" id="m">${inner}</map>`;
const image = '<img src="https://x.example/a.png" alt="A" usemap="#m" width="1104" height="600">';

describe('an image with a map', () => {
  it('keeps the links of its areas, at the size that the mail shows it', () => {
    const { find, codes } = mailOf(`<p>${image}</p>${map()}`);
    expect(find('img')[0]?.attribs).toMatchObject({ usemap: '#m', width: '552' });
    expect(find('map').map(({ attribs }) => attribs)).toEqual([{ name: 'm' }]);
    expect(find('map area').map(({ attribs }) => attribs)).toEqual([
      { shape: 'rect', coords: '0,0,200,150', href: 'https://daily.example/left', alt: 'Left' },
      {
        shape: 'circle',
        coords: '500, 150, 25',
        href: 'https://x.example/right',
        alt: 'Right',
      },
    ]);
    expect(codes).toEqual([]);
  });

  it.each([
    ['small enough', image.replace('1104', '500'), '0,0,400,300'],
    ['of unknown size', image.replace('width="1104"', ''), '0,0,400,300'],
    ['resized by its style', image.replace('width', 'style="width:276px" width'), '0,0,400,300'],
  ])('is measured as before where it is %s', (_what, html, coords) => {
    expect(mailOf(html + map()).find('area')[0]?.attribs['coords']).toBe(coords);
  });

  it('keeps it where it is laid out with others', () => {
    const html = `<figure class="wp-block-gallery"><figure class="wp-block-image">${image}</figure><figure class="wp-block-image">${image}</figure>${map()}</figure>`;
    expect(mailOf(html).find('map area')).toHaveLength(2);
  });

  it.each([
    ['runs script', '<area href=" java\nscript:x()" alt="Go" coords="1,2">', ['link-dead']],
    ['is empty', '<area href="" alt="Go">', ['link-dead']],
    ['is missing', '<area alt="Go">', []],
  ])('loses an area whose address %s', (_what, area, shown) => {
    const { find, codes, warnings } = mailOf(image + map(area + areas));
    expect(find('area')).toHaveLength(2);
    expect(codes).toEqual(shown);
    if (shown.length > 0) expect(warnings[0]?.place).toBe('link "Go"');
  });

  it('keeps nothing that no map has', () => {
    const html = `<img src="https://x.example/a.png" alt="" usemap="javascript:x()"><map name="m"><area href="/a" coords="x(1)" shape="rect"></map>`;
    expect(mailOf(html).content).not.toMatch(/usemap|x\(/);
  });
});
