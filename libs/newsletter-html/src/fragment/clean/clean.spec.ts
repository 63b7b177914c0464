import { describe, expect, it } from 'vitest';
import { HIDING } from '../../view/hiding.testing.js';
import { POST, mailOf } from '../fragment.testing.js';

describe('script in a post', () => {
  it.each([
    ['a script', '<p>a</p><script>alert(1)</script>', '<p'],
    ['an event handler', '<p onclick="alert(1)">a</p>', 'onclick'],
    ['an address that runs script', '<a href=" java\nscript:alert(1)">a</a>', 'script:'],
    ['a style that runs script', '<p style="width:expression(alert(1))">a</p>', 'expression'],
    [
      'a background that runs script',
      '<p style="background:url(javascript:alert(1))">a</p>',
      'script',
    ],
    ['a binding', '<p style="-moz-binding:url(x.xml#a);behavior:url(a.htc)">a</p>', 'url'],
    ['an import', '<style>@import "https://evil.example/a.css";</style><p>a</p>', 'import'],
    ['script in a drawing', '<svg><script>alert(1)</script></svg><p>a</p>', 'alert'],
    [
      'markup within a style sheet',
      '<style></styl<img src=x onerror=alert(1)></style><p>a</p>',
      'onerror',
    ],
    [
      'a sheet too deep',
      `${'<b>'.repeat(120)}<style><img src=x onerror=alert(1)></style>a`,
      'onerror',
    ],
  ])('is gone: %s', (_what, html, gone) => {
    const { content, text } = mailOf(html);
    expect(text).toBe('a');
    if (gone !== '<p') expect(content).not.toContain(gone);
    expect(content).not.toContain('alert');
  });
});

describe("Outlook's conditional comments in a post", () => {
  const html = `<!--[if mso]><table role="presentation"><tr><td width="600"><![endif]-->
<p>Lead story</p>
<!--[if !mso]><!--><p>For other mail programs</p><!--<![endif]-->
<!--[if mso]></td></tr></table><![endif]-->`;

  it('are removed with both halves, and leave nothing visible', () => {
    const { text, content, codes } = mailOf(html);
    expect(text).toBe('Lead story For other mail programs');
    expect(content).not.toMatch(/endif|<!--|&lt;|width="600"/);
    expect(codes).toEqual(['conditional-comments']);
  });

  it.each(['<!--more-->', '<!--nextpage-->', '<!-- wp:paragraph -->'])(
    'are distinguished from %s, which is removed silently',
    (comment) => {
      expect(mailOf(`${comment}<p>a</p>`)).toMatchObject({ text: 'a', codes: [] });
    },
  );
});

it.each(['<!--b--!>a', '<![CDATA[b>a', '<!-->a<!--b-->'])(
  'a comment ends where browsers end it: %s',
  (html) => {
    expect(mailOf(`<p>${html}</p>`).text).toBe('a');
  },
);

it('an empty title of XHTML hides nothing of a post', () => {
  expect(mailOf('<div><title />a</div>').text).toBe('a');
});

describe('a tag that is left open', () => {
  it('takes nothing out of the newsletter', () => {
    expect(mailOf('<table> <div><div><table></div> News').text).toBe('News');
  });
});

describe('what a post hides', () => {
  it.each([
    '<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">b</div>',
    '<span style="display:none">b</span>',
    '<div style="max-height:0;overflow:hidden">b</div>',
    '<p style="visibility:hidden">b</p>',
    '<p hidden>b</p>',
    '<dialog><p>b</p></dialog>',
    '<div popover id="more"><p>b</p></div>',
    '<dialog popover="auto" open>b</dialog>',
    '<p style="opacity:0">b</p>',
    '<p style="font-size:0px">b</p>',
    '<p style="font-size:0"><b style="font-size:1.5em">b</b></p>',
    '<p style="position:absolute;left:-9999px">b</p>',
    '<p style="position:absolute;clip:rect(0,0,0,0)">b</p>',
    '<p style="position:absolute;clip-path:inset(50%)">b</p>',
    '<p style="text-indent:-9999px">b</p>',
    '<p style="width:1px;height:1px;overflow:hidden">b</p>',
    '<p style="height:0;overflow-y:hidden">b</p>',
    '<span class="screen-reader-text">b</span>',
    '<style>.gone{display:none}</style><p class="gone">b</p>',
    '<p style="display:none"><video src="b.mp4"></video>b</p>',
  ])('is not in the mail: %s', (hidden) => {
    expect(mailOf(`<p>a</p>${hidden}`).text).toBe('a');
  });

  it.each(HIDING)('is not in the mail, be it by a style or a sheet: %s', (style) => {
    expect(mailOf(`<p>a</p><div style="${style}"><p>b</p></div>`).text).toBe('a');
    expect(mailOf(`<p>a</p><p class="gone">b</p>`, { styles: `.gone{${style}}` }).text).toBe('a');
  });

  it('is removed everywhere, not only the first one', () => {
    const html =
      '<p hidden>b</p><p>a</p><p style="display:none">c</p><p style="visibility:hidden">d</p>';
    expect(mailOf(html).text).toBe('a');
  });

  it('leaves what is visible again within it', () => {
    const html =
      '<div style="visibility:hidden;background:#000">no <p>no</p><p>no <b style="visibility:visible">b</b></p></div>';
    const { text, content, codes } = mailOf(html);
    expect([text, codes]).toEqual(['b', ['hidden-removed']]);
    expect(content).not.toMatch(/visibility|background/);
  });

  it.each([
    '<div hidden style="display:block">b</div>',
    '<dialog open>b</dialog>',
    '<div style="transform:scale(.9) rotate(2deg)">b</div>',
    '<div style="font-size:0"><p style="font-size:16px">b</p></div>',
    '<div style="font-size:0;line-height:0"><img src="https://x.example/b.png" alt="b"></div>',
    '<div style="position:relative;padding-bottom:56.25%;height:0;overflow:hidden"><iframe src="https://x.example/b" title="b"></iframe></div>',
    '<div style="max-height:0;overflow:hidden;padding:20px 0">b</div>',
    '<p style="position:absolute;left:-20px">b</p>',
    '<p style="text-indent:-2em;padding-left:2em">b</p>',
  ])('is not what only looks like it: %s', (shown) => {
    const { content, codes } = mailOf(shown);
    expect(content).toMatch(/>b<|alt="b"|>Open: b</);
    expect(codes).not.toContain('hidden-removed');
  });

  it('does not include what is hidden from Outlook alone: its other half was removed', () => {
    const html =
      '<!--[if mso]><v:roundrect href="https://x.example"><center>Go</center></v:roundrect><![endif]--><a href="https://x.example" style="background:#102030;color:#fff;mso-hide:all">Go</a>';
    const { content, text, codes } = mailOf(html);
    expect([text, codes]).toEqual(['Go', ['conditional-comments']]);
    expect(content).toContain('<a href="https://x.example"');
    // Outlook shows it now, too.
    expect(content).not.toContain('mso-hide');
  });

  it('leaves no height that the following content would overlap', () => {
    const html =
      '<div style="position:relative;padding-bottom:56.25%;height:0;overflow:hidden"><iframe src="https://x.example/b"></iframe></div>';
    expect(mailOf(html).content).not.toMatch(/[^-]height:0|%/);
  });

  it('is reported, so that nobody searches for it', () => {
    const { warnings } = mailOf('<p>a</p><span style="display:none">SECOND COPY FOR PHONES</span>');
    expect(warnings.at(0)).toMatchObject({
      code: 'hidden-removed',
      place: 'text "SECOND COPY FOR PHONES"',
    });
  });

  it('stays if it names a link that otherwise is only a symbol', () => {
    const html =
      '<a href="https://x.example"><svg aria-hidden="true"></svg><span class="screen-reader-text">Facebook</span></a>';
    expect(mailOf(html).text).toBe('Facebook');
  });

  it('is shown if a reader of the page could unfold it', () => {
    const html =
      '<details><summary>Spoiler</summary><p style="display:none">It was the cook.</p></details>';
    expect(mailOf(html).text).toBe('SpoilerIt was the cook.');
  });
});

describe('what only a click on the page needs', () => {
  it('is removed silently: no editor put it there', () => {
    const sign = '<svg viewBox="0 0 12 12"><path d="M2 0"/></svg>';
    const { content, text, codes } = mailOf(
      `<figure class="wp-block-image"><img src="a.jpg" alt="A"><button class="lightbox-trigger">${sign}</button></figure>
       <h3><button><span>Question?</span><span class="wp-block-accordion-heading__toggle-icon">+</span></button></h3>`,
    );
    expect(text).toBe('Question?');
    expect(content).not.toContain('lightbox');
    expect(codes).toEqual([]);
    expect(mailOf(`<p>${sign}</p>`).codes).toEqual(['drawing-removed']);
  });
});

describe('an address', () => {
  it.each([
    ['about/us', `${POST}about/us`],
    ['/subscribe', 'https://daily.example/subscribe'],
    ['?p=1', `${POST}?p=1`],
    ['#note', `${POST}#note`],
    ['//cdn.example/a', 'https://cdn.example/a'],
    ['https://x.example/a b?c=1&d=[2]', 'https://x.example/a b?c=1&d=[2]'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['@{confirmunsubscribelink}@', '@{confirmunsubscribelink}@'],
    [
      'offer?c=@{encrypted_customer_id}@&t=@{track id}@',
      `${POST}offer?c=@{encrypted_customer_id}@&t=@{track id}@`,
    ],
    ['https://x.example/?c=@{a}@', 'https://x.example/?c=@{a}@'],
  ])('%s becomes %s', (href, whole) => {
    const { $ } = mailOf(`<a href="${href.replaceAll('&', '&amp;')}">x</a>`);
    expect($('a').attr('href')).toBe(whole);
  });

  it('of a picture, a background and a table is whole, too', () => {
    const html =
      '<img src="pics/x.png" alt=""><p style="background:url(/x.png) #ffffff">a</p><table background="/bg.png"><tr><td>t</td></tr></table>';
    const { content } = mailOf(html);
    expect(content).toContain(`src="${POST}pics/x.png"`);
    expect(content).toContain("url('https://daily.example/x.png')");
    expect(content).toContain('background="https://daily.example/bg.png"');
  });

  it('without a base is reported with its link', () => {
    const { warnings, text } = mailOf('<a href="about/us">About us</a>', { baseUrl: null });
    expect(text).toBe('About us');
    expect(warnings.at(0)).toMatchObject({ code: 'relative-address', place: 'link "About us"' });
  });

  it.each([
    ['javascript:void(0)', 'javascript:'],
    [' java\nscript:alert(1)', 'javascript:'],
    ['ftp://x.example/a.pdf', 'ftp:'],
    ['', 'no address'],
  ])(
    'that no mail program opens is reported with its link, which stays as text: “%s”',
    (href, why) => {
      const { warnings, text, $ } = mailOf(`<p><a href="${href}">More</a></p>`);
      expect([text, $('a').length]).toEqual(['More', 0]);
      expect(warnings.at(0)).toMatchObject({
        code: 'link-dead',
        place: 'link "More"',
        words: expect.stringContaining(why),
      });
    },
  );

  it('that a link never had is not reported: it is an anchor', () => {
    expect(mailOf('<p><a id="top"></a>Text</p>').codes).toEqual([]);
  });

  it('of a picture that is loaded later is the one it will be loaded from', () => {
    const html =
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/real.jpg" srcset="x 2x" sizes="1px" loading="lazy" alt="r">';
    const [image] = mailOf(html).find('img');
    expect(image?.attribs).toMatchObject({ src: 'https://daily.example/real.jpg' });
    expect(Object.keys(image?.attribs ?? {}).toSorted()).toEqual([
      'alt',
      'border',
      'class',
      'src',
      'style',
      'width',
    ]);
  });
});
