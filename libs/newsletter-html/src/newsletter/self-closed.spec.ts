import { describe, expect, it } from 'vitest';
import { newsletter } from './newsletter.testing.js';

const TAGS = [
  '<script src="https://x.example/w.js" />',
  '<iframe src="https://x.example/film" />',
  '<video src="https://x.example/film.mp4" />',
  '<audio src="https://x.example/talk.mp3"/>',
  '<object data="https://x.example/film.mp4" />',
  ...'title style textarea noscript xmp noembed noframes canvas template datalist select'
    .split(' ')
    .map((tag) => `<${tag} />`),
];

const NEWS = '<p>All the news <a href="https://x.example/all">are here</a></p>';
const page = (body: string) =>
  `<!DOCTYPE html><html><head><title>N</title></head><body>${body}</body></html>`;

describe('an element that is closed as XHTML closes it', () => {
  it.each(TAGS)('leaves what follows in a fragment: %s', (tag) => {
    const { content, problems, warnings } = newsletter({ html: `<p>First</p>${tag}${NEWS}` });
    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
    expect(content.html).toMatch(/First<\/p>[^]*<p[^>]*>All the news <a/);
    expect(content.text).toContain('All the news are here (https://x.example/all)');
  });

  it.each(TAGS)('leaves what follows in a whole document: %s', (tag) => {
    const { content, problems } = newsletter({ html: page(`<p>First</p>${tag}${NEWS}`) });
    expect(problems).toEqual([]);
    expect(content.html).toContain(`${tag}</${/\w+/.exec(tag)?.[0]}>${NEWS}`);
    expect(content.text).toContain('All the news are here (https://x.example/all)');
  });

  it.each(
    TAGS.flatMap((tag) => ['<!-- end of embed -->', '<![endif]>'].map((after) => [tag, after])),
  )('leaves what follows in a fragment: %s directly before %s', (tag, after) => {
    const { content, problems } = newsletter({ html: `<p>First</p>${tag}${after}${NEWS}` });
    expect(problems).toEqual([]);
    expect(content.html).toMatch(/First<\/p>[^]*<p[^>]*>All the news <a/);
  });

  it('is closed once, where two of it follow each other and where its end tag stands', () => {
    const twice = '<script src="a.js" /><script src="b.js"></script>';
    const { content } = newsletter({ html: page(`${twice}<canvas/></canvas>${NEWS}`) });
    expect(content.html).toContain('<script src="a.js" /></script><script src="b.js"></script>');
    expect(content.html).toContain('<canvas/></canvas><p>');
  });
});
