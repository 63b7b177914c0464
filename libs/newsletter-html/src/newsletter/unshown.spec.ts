import { describe, expect, it } from 'vitest';
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
    'is told where something else is left, and the unsubscribe link is seen: <%s>',
    (tag) => {
      const { problems, warnings, content } = newsletter({
        html: page(`<p>First</p><${tag}>${NEWS}`),
      });
      expect(problems).toEqual([]);
      expect(warnings).toMatchObject([{ code: 'unclosed', place: 'text "All the news"' }]);
      expect(content.html).toMatch(SEEN_LINK);
    },
  );

  it.each(TAGS)('is told also where it is closed: <%s>', (tag) => {
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
    'is told with what it swallows: <%s>',
    (tag) => {
      const { warnings } = newsletter({ html: `<p>First</p><${tag}>${NEWS}` });
      expect(warnings.map(({ code }) => code)).toContain('unclosed');
    },
  );

  it('is told of as far as content is lost: a <select> is taken away alone', () => {
    const { content, warnings } = newsletter({ html: `<p>First</p><select>${NEWS}` });
    expect(content.html).toContain('All the news');
    expect(warnings.map(({ code }) => code)).not.toContain('unclosed');
  });
});
