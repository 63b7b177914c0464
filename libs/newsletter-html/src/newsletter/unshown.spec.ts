import { describe, expect, it } from 'vitest';
import { PLAIN_POST_MAIL } from '../index.js';
import { newsletter } from './newsletter.testing.js';

const page = (body: string) =>
  `<!DOCTYPE html><html><head><title>N</title></head><body>${body}</body></html>`;
const NEWS = '<p>All the news</p>';
const TAGS = 'noframes noembed select dialog template datalist'.split(' ');
const SEEN_LINK = /(?:<body>|<\/no\w+>)<p style="[^"]*"><a href="@\{confirmunsubscribelink\}@"/;

describe('what browsers do not show, in a whole document', () => {
  it.each(TAGS)('holds it where there is nothing else: in <%s>', (tag) => {
    const html = page(`<${tag}>${NEWS}</${tag}>`);
    expect(newsletter({ html }).problems).toMatchObject([{ code: 'blank-when-rendered' }]);
  });

  it.each([...TAGS, 'plaintext'])('holds it where <%s> is never closed', (tag) => {
    const { problems, content } = newsletter({ html: page(`<${tag}>${NEWS}`) });
    expect(problems).toMatchObject([{ code: 'unclosed', place: 'text "All the news"' }]);
    expect(content.html).toMatch(SEEN_LINK);
  });

  it.each([...TAGS, 'video', 'audio', 'canvas', 'plaintext'])(
    'is reported where something else is left, and the unsubscribe link is seen: <%s>',
    (tag) => {
      const { problems, warnings, content } = newsletter({
        html: page(`<p>First</p><${tag}>${NEWS}`),
      });
      expect(problems).toEqual([]);
      expect(warnings).toMatchObject([{ code: 'unclosed', place: 'text "All the news"' }]);
      expect(content.html).toMatch(SEEN_LINK);
    },
  );

  it.each(TAGS)('is reported also where it is closed: <%s>', (tag) => {
    const { warnings } = newsletter({ html: page(`<p>First</p><${tag}>${NEWS}</${tag}>`) });
    expect(warnings).toMatchObject([{ code: 'not-shown', place: 'text "All the news"' }]);
    expect(warnings[0]?.words).toContain(`<${tag}>`);
  });

  it.each([
    '<dialog open><p>All the news</p></dialog>',
    '<dialog style="display:block"><p>All the news</p></dialog>',
    '<select><option>One<option selected>Two</option></select>',
    '<datalist><option value="x">One</option></datalist>',
    '<template type="amp-mustache"><p>Hello</p></template>',
    '<video src="https://x.example/film.mp4"><p>See the film</p></video>',
  ])('is no word about %s', (body) => {
    const { problems, warnings } = newsletter({ html: page(`<p>First</p>${body}`) });
    expect([...problems, ...warnings]).toEqual([]);
  });

  it('is no place for the only unsubscribe link', () => {
    const link = '<a href="@{confirmunsubscribelink}@">Unsubscribe</a>';
    const html = page(`<p>First</p><video src="https://x.example/f.mp4">${link}</video>`);
    expect(newsletter({ html }).content.html).toMatch(/<\/video><p style="[^"]*"><a href/);
  });

  it('is no longer what a template left open within another element ends', () => {
    const html = page(`<div><template></div>${NEWS}`);
    expect(newsletter({ html }).problems).toMatchObject([{ code: 'unclosed' }]);
  });
});

describe('an element of a fragment that is never closed', () => {
  it.each(['canvas', 'template', 'datalist', 'video', 'audio', 'noframes', 'noembed'])(
    'is reported with what it swallows: <%s>',
    (tag) => {
      const { warnings } = newsletter({ html: `<p>First</p><${tag}>${NEWS}` });
      expect(warnings.map(({ code }) => code)).toContain('unclosed');
    },
  );

  it('is reported with what it swallows: a <dialog> that nobody opens', () => {
    const { content, warnings } = newsletter({ html: `<p>First</p><dialog>${NEWS}` });
    expect(content.html).not.toContain('All the news');
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'unclosed', place: 'text "All the news"' }),
    );
  });

  it.each(['<dialog open>', '<dialog style="display:block">'])(
    'is reported only if content is lost: %s shows what follows',
    (tag) => {
      const { content, warnings } = newsletter({ html: `<p>First</p>${tag}${NEWS}` });
      expect(content.html).toContain('All the news');
      expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
    },
  );

  it('is reported only if content is lost: a <select> is removed alone', () => {
    const { content, warnings } = newsletter({ html: `<p>First</p><select>${NEWS}` });
    expect(content.html).toContain('All the news');
    expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
  });
});

describe('an element whose end tag is the last of the HTML', () => {
  const codes = (html: string) => {
    const { problems, warnings } = newsletter({ html });
    return [...problems, ...warnings].map(({ code }) => code);
  };

  it.each([
    '<script>document.write("<p>Hi</p>")</script>',
    '<style>.x{color:red}</style>',
    '<datalist><option>One</option></datalist>',
    '<canvas>A chart</canvas>',
    '<noframes>A frame</noframes >',
    '<div><template>One</template></div>',
    '<TEMPLATE><p>One</p></Template>',
  ])('is closed, in a fragment: %s', (last) => {
    expect(codes(`<p>First</p>${last}`)).not.toContain('unclosed');
  });

  it('is closed, in a fragment: a <video> with words for others', () => {
    const video = '<video src="https://x.example/f.mp4"><p>See the film</p></video>';
    expect(codes(`<p>First</p>${video}`)).not.toContain('unclosed');
  });

  it.each(TAGS)('is reported as one that is closed, in a document: <%s>', (tag) => {
    expect(codes(`<!DOCTYPE html><body><p>First</p><${tag}>${NEWS}</${tag}>`)).toEqual([
      'not-shown',
    ]);
  });

  it.each([
    ['another element’s', `<div><template>${NEWS}</div>`],
    ['that of one within', '<video><canvas><p>All the news</p></canvas>'],
    ['that of a cell', `<table><tr><td><template>${NEWS}</td></tr></table>`],
    ['one that a template keeps in', `<template>${NEWS}<div></template></div><template>${NEWS}`],
  ])('is not closed by %s', (_whose, html) => {
    expect(codes(`<p>First</p>${html}`)).toContain('unclosed');
  });

  it('does not hold a newsletter that is a featured image and a style sheet', () => {
    const featuredImage = {
      url: 'https://x.example/f.jpg',
      alt: '',
      width: 1_200,
      height: 800,
      bytes: null,
    };
    const mail = { ...PLAIN_POST_MAIL, featuredImage };
    const { problems, warnings } = newsletter({ html: '<style>.x{color:red}</style>', mail });
    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['image-alone']);
  });
});
