import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const IMAGE = '<img src="https://x.example/a.jpg" alt="A" width="2400" height="1200">';

describe('a picture', () => {
  it('of the classic editor keeps its place and its caption', () => {
    const picture = (side: string) =>
      `<img class="align${side} size-medium" src="a.jpg" alt="A" width="200">`;
    const { find, style } = mailOf(`<p>${picture('right')} Story</p>`);
    expect(find('img')[0]?.attribs).toMatchObject({ align: 'right', class: 'nl-float' });
    expect(style('img')).toContain('float:right');
    expect(mailOf(`<p>${picture('center')}</p>`).style('img')).toContain('margin:0 auto');
    const caption = (side: string) =>
      mailOf(
        `<div class="wp-caption align${side}" style="width: 210px">${picture('none')}<p class="wp-caption-text">C</p></div>`,
      );
    expect(caption('left').find('table.nl-float')[0]?.attribs).toMatchObject({ align: 'left' });
    expect(caption('center').style('.nl-float')).toBe('');
    expect(caption('center').style('p')).toContain('font-size:13px');
  });

  it('of an older post is placed beside its text, too', () => {
    const { find } = mailOf(
      `<div class="wp-block-image"><figure class="alignleft"><img src="a.jpg" alt="A" width="200"></figure></div>`,
    );
    expect(find('table.nl-float')[0]?.attribs).toMatchObject({ align: 'left' });
  });

  it('stays in its line of text where it is as wide as a word', () => {
    const icon = '<img style="width: 40px;" src="a.jpg" alt="icon">';
    expect(mailOf(`<p>Press ${icon} twice.</p>`).style('img')).not.toContain('block');
    expect(mailOf(`<p>${icon}</p>`).style('img')).toContain('display:block');
    const aside = icon.replace('<img', '<img class="alignleft"');
    expect(mailOf(`<p>${aside} Story</p>`).style('img')).toContain('display:block');
  });

  it.each([
    ['wider than the mail', IMAGE, '552', '552px'],
    ['smaller', '<img src="a.jpg" alt="" width="120" height="60">', '120', '120px'],
    ['of unknown size', '<img src="a.jpg" alt="">', '552', 'auto'],
    [
      'of unknown size, in a size of WordPress',
      '<figure class="wp-block-image size-thumbnail"><img src="a.jpg" alt=""></figure>',
      '150',
      '150px',
    ],
  ])('that is %s has the width it shows', (_what, html, width, styled) => {
    const [image] = mailOf(html).find('img');
    expect(image?.attribs).toMatchObject({ width });
    expect(image?.attribs['style']).toContain(`width:${styled};max-width:100%;height:auto`);
    expect(image?.attribs['height']).toBeUndefined();
  });

  it('of a gallery is as wide as its shape asks for, so that a row is of one height', () => {
    const one = (width: number, height: number) =>
      `<figure class="wp-block-image"><img src="a.jpg" alt="" width="${width}" height="${height}"></figure>`;
    const { find } = mailOf(
      `<figure class="wp-block-gallery has-nested-images">${one(1600, 800)}${one(800, 800)}</figure>`,
    );
    const [wide = 0, square = 0] = find('img').map(({ attribs }) => Number(attribs['width']));
    expect(Math.abs(wide - 2 * square)).toBeLessThanOrEqual(2);
    expect(wide + square).toBeLessThanOrEqual(552);
  });
});
