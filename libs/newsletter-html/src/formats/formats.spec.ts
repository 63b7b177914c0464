import { describe, expect, it } from 'vitest';
import { type FormatContext, plainText, renderFormat, shortenName, variablesOf } from '../index.js';

const SITE = { name: 'The Daily &amp; Sunday', tagline: 'All day', timeZone: 'Europe/Berlin' };
const POST: FormatContext['post'] = {
  id: 42,
  slug: 'morning-news',
  title: 'Morning news',
  excerpt: 'What\n happened.',
  date: '2026-03-08T23:30:00Z',
  author: { name: 'Ada L.', firstName: 'Ada', lastName: 'Lovelace' },
  categories: ['Politics', 'World &amp; Sea'],
  tags: ['a', 'b'],
};

function render(format: string, post: Partial<typeof POST> = {}, timeZone = SITE.timeZone) {
  const variables = variablesOf({ site: { ...SITE, timeZone }, post: { ...POST, ...post } });
  return renderFormat(format, variables, 'deploymentType.subjectFormat');
}

describe('a format', () => {
  it.each([
    ['{post_title}', 'Morning news'],
    ['No {post_id}: {post_slug}', 'No 42: morning-news'],
    ['{author_name}, {author_first_name} {author_last_name}', 'Ada L., Ada Lovelace'],
    ['{site_name} | {site_tagline}', 'The Daily & Sunday | All day'],
    ['{category}', 'Politics'],
    ['{categories}; {tags}', 'Politics, World & Sea; a, b'],
    ['{excerpt}', 'What happened.'],
    ['  {post_title}\n\t!  ', 'Morning news !'],
    ['no variable', 'no variable'],
  ])('renders %s', (format, text) => {
    expect(render(format)).toEqual({ text, warnings: [] });
  });

  // One instant on both sides of midnight: the site's zone decides.
  it.each([
    ['{post_date}', '2026-03-09', '2026-03-08'],
    ['{post_date_Y}', '2026', '2026'],
    ['{post_date_y}', '26', '26'],
    ['{post_date_m}', '03', '03'],
    ['{post_date_d}', '09', '08'],
    ['{post_date_ymd}', '260309', '260308'],
    ['{post_date_F}', 'March', 'March'],
    ['{post_date_M}', 'Mar', 'Mar'],
    ['{post_date_j}', '9', '8'],
    ['{post_date_n}', '3', '3'],
  ])("renders %s as PHP's date letters do, in the site's zone", (format, berlin, chicago) => {
    expect(render(format, {}, 'Europe/Berlin').text).toBe(berlin);
    expect(render(format, {}, 'America/Chicago').text).toBe(chicago);
  });

  it.each([
    ['+05:30', '2026-03-09'],
    ['+00:00', '2026-03-08'],
    ['-03:30', '2026-03-08'],
    ['UTC', '2026-03-08'],
  ])('takes the zone %s', (zone, text) => {
    expect(render('{post_date}', {}, zone).text).toBe(text);
  });

  it('keeps an unknown variable as written and warns once, naming it and those it knows', () => {
    const { text, warnings } = render('{post_titel} {post_titel} {post_id}');
    expect(text).toBe('{post_titel} {post_titel} 42');
    expect(warnings).toMatchObject([
      { code: 'unknown-variable', field: 'deploymentType.subjectFormat' },
    ]);
    expect(warnings[0]?.words).toMatch(/^\{post_titel\} is not a variable.*\{post_title\}/);
  });

  it('does not fill variables that stand in a title', () => {
    const { text, warnings } = render('{post_title}', { title: 'About {post_id} and {nothing}' });
    expect(text).toBe('About {post_id} and {nothing}');
    expect(warnings).toEqual([]);
  });

  it.each([
    ['Hello @{first_name}@: {post_title}', 'x', 'Hello @{first_name}@: x', []],
    ['Hello @{firstnam}@', 'x', 'Hello @{firstnam}@', ['merge-variable-unknown']],
    ['{post_title}', '@{firstnam}@', '@ {firstnam} @', ['merge-variable-unknown']],
    ['{post_title}', '@{first name}@', '@ {first name} @', ['merge-variable-malformed']],
    ['{post_title}', 'a @{ b', 'a @ { b', ['merge-delimiters']],
    ['{post_title}@', 'a }', 'a } @', ['merge-delimiters']],
    ['{post_title}', '@{mv_online_version}@', '@{mv_online_version}@', []],
  ])('lets merge variables of %s through, but not those of the title %s', (...row) => {
    const [format, title, text, codes] = row;
    const rendered = render(format, { title });
    expect(rendered.text).toBe(text);
    expect(rendered.warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a title', () => {
  it.each([
    ['Fish &amp; chips &#8217;s &lt;b&gt; &quot;x&quot; &hellip;', 'Fish & chips ’s <b> "x" …'],
    ['profits < losses > 3', 'profits < losses > 3'],
    ['<em>Dune</em> returns<br />today', 'Dune returns today'],
    ['<time datetime="2026">Now</time>, x <y and <dfn>z', 'Now, x <y and z'],
    ['a&nbsp;b\u00a0 c', 'a b c'],
    ['bell\u0007 nul\u0000 half \ud83d', 'bell nul half'],
    ['👩‍👩‍👧‍👦 family 🇺🇦', '👩‍👩‍👧‍👦 family 🇺🇦'],
    ['Bundes&shy;verfassungs\u00adgericht', 'Bundesverfassungsgericht'],
    ['zero\u200bwidth&#8203; \ufeffspace', 'zerowidth space'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['\u0093Quoted\u0094 \u0096 it\u0092s', '“Quoted” – it’s'],
    ['عاجل: نشرة \u200fالصباح', 'عاجل: نشرة \u200fالصباح'],
    ['חדשות היום 2026', 'חדשות היום 2026'],
    ['&notanentity; R&D &semi; &copy that', '&notanentity; R&D ; &copy that'],
    ['', ''],
  ])('%j becomes plain text', (title, text) => {
    expect(plainText(title)).toBe(text);
  });
});

describe('a name', () => {
  const family = '👩‍👩‍👧‍👦';

  it.each([
    ['fits', 'a'.repeat(80), 'a'.repeat(80)],
    ['is cut at a word', `${'word '.repeat(16)}end`, `${'word '.repeat(15)}word…`],
    ['drops a comma before the cut', `${'a'.repeat(70)}, ${'b'.repeat(20)}`, `${'a'.repeat(70)}…`],
    ['has no word to cut at', 'x'.repeat(81), `${'x'.repeat(79)}…`],
    ['has a word only at its start', `Hi ${'x'.repeat(90)}`, `Hi ${'x'.repeat(76)}…`],
    ['is of emoji', family.repeat(9), `${family.repeat(7)}…`],
    ['is of surrogate pairs', `x${'😀'.repeat(40)}`, `x${'😀'.repeat(39)}…`],
    ['is of flags', '🇩🇪'.repeat(21), `${'🇩🇪'.repeat(19)}…`],
    ['holds accents apart', 'e\u0301'.repeat(41), `${'e\u0301'.repeat(39)}…`],
    ['is right to left', 'خبر '.repeat(21).trim(), `${'خبر '.repeat(19)}خبر…`],
  ])('that %s keeps within 80', (_what, name, short) => {
    const { text, warnings } = shortenName(name, 80);
    expect(text).toBe(short);
    expect(text.length).toBeLessThanOrEqual(80);
    expect(warnings.length).toBe(name === short ? 0 : 1);
  });

  it('reports the result', () => {
    const { warnings } = shortenName('Much too long a name', 10);
    expect(warnings).toEqual([
      {
        code: 'shortened',
        words:
          "The deployment name exceeds Omeda's 10 characters and was shortened to “Much too…”.",
        field: 'name',
      },
    ]);
  });
});
