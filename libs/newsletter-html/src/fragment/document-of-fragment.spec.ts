import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { mailOf, newsletterOf } from './fragment.testing.js';

describe('the built-in template', () => {
  const whole = {
    html: '<p>Text</p>',
    footer: 'The Daily\n1 Harbor Street',
    featuredImage: {
      url: 'https://x.example/f.jpg',
      alt: 'The "f"',
      width: 2400,
      height: 900,
      bytes: null,
    },
  };

  it('says what a mail program must know', () => {
    const { html, problems, warnings } = newsletterOf({
      ...whole,
      language: 'ar',
      direction: 'rtl',
    });
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="ar" dir="rtl"/);
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('<title>The harbor</title>');
    expect(html.trim().endsWith('</html>')).toBe(true);
    expect([problems, warnings]).toEqual([[], []]);
  });

  it('shows picture, headline, byline and date, the way to the web, and the footer', () => {
    const $ = load(newsletterOf(whole).html);
    expect($('h1').text()).toBe('The harbor');
    expect($('img').attr()).toMatchObject({ alt: 'The "f"', width: '600' });
    expect($('body').text()).toContain('By A. Writer · November 28, 2026');
    expect($('a').attr('href')).toBe('https://daily.example/2026/harbor/');
    expect($('body').html()).toContain('The Daily<br>1 Harbor Street');
    expect($('body > div').attr('style')).toContain('display:none');
    expect($('body > div').text()).toMatch(/^What it costs/);
  });

  it('leaves out what is switched off', () => {
    const nothing = { headline: null, byline: null, date: null, readOnline: null, preheader: null };
    const { html } = newsletterOf({ html: '<p>Text</p>', ...nothing });
    expect(load(html)('body').text().replace(/\s+/g, ' ').trim()).toBe('The Daily Text');
    expect(html).not.toMatch(/\{\{|null|undefined/);
  });

  it('reads no markup and no slot in what people wrote', () => {
    const { html } = newsletterOf({
      html: '<p>{{headline}}</p>',
      headline: '<b>{{footer}}</b>',
      language: '"><x',
    });
    expect(html).toContain('&lt;b&gt;{{footer}}&lt;/b&gt;');
    expect(html).toContain('>{{headline}}</p>');
    expect(html).toContain('<html lang="en"');
  });
});

describe("a site's own template", () => {
  it('is filled', () => {
    const template =
      '<html lang="{{language}}" dir="{{direction}}"><title>{{title}}</title>{{css}}{{preheader}}{{readOnline}}{{#footer}}F{{/footer}}{{content}}';
    const { html, problems, warnings } = newsletterOf({ html: '<p>Text</p>', template });
    expect(html).toMatch(
      /^<html lang="en-US" dir="ltr"><title>The harbor<\/title>.*<p[^>]*>Text<\/p>$/,
    );
    expect(html).not.toContain('F<');
    expect([problems, warnings]).toEqual([[], []]);
  });

  it('without a place for the content is a problem, and the built-in one is used', () => {
    const { html, problems } = newsletterOf({
      html: '<p>Text</p>',
      template: '<html>{{title}}</html>',
    });
    expect(problems).toMatchObject([{ code: 'template-without-content' }]);
    expect(html).toContain('>Text</p>');
  });

  it('without another slot is reported with its name', () => {
    const { warnings } = newsletterOf({ html: 'x', template: '{{content}}' });
    expect(warnings.map(({ place }) => place)).toContain('{{preheader}}');
  });
});

describe("Omeda's merge variables", () => {
  it('come through in text, attributes, addresses and frames of other words', () => {
    const html =
      '<p title="@{a}@">Hi @{first_name}@, <a href="https://x.example/?c=@{encrypted_customer_id}@&amp;t=@{track_id}@">x</a> <a href="@{forwardtoafriendlink}@">f</a></p>';
    const { document } = mailOf(html);
    expect(document.match(/@\{\w+\}@/g)).toEqual([
      '@{a}@',
      '@{first_name}@',
      '@{encrypted_customer_id}@',
      '@{track_id}@',
      '@{forwardtoafriendlink}@',
    ]);
  });
});

describe('two megabytes of', () => {
  it.each([
    ['nested tags', '<div>'.repeat(400_000)],
    ['brackets', '<'.repeat(2_000_000)],
    ['comments', '<!--'.repeat(500_000)],
    ['one attribute', `<p style="${'a:b;'.repeat(500_000)}">`],
    ['paragraphs', '<p>x</p>'.repeat(250_000)],
  ])('%s are refused in a moment', (_what, html) => {
    expect(newsletterOf({ html }).problems).toMatchObject([{ code: 'too-complex' }]);
  });
});

describe('as much as is taken', () => {
  // Quadratic time would take minutes, over the time limit of every spec.
  it.each([
    ['nested tags', '<div>'.repeat(9_000)],
    [
      'open elements',
      `${Array.from({ length: 900 }, (_, n) => `<b title=a${n}>`).join('')}${'<p>x'.repeat(900)}`,
    ],
    ['nested columns', '<div class="wp-block-columns"><div class="wp-block-column">'.repeat(4_000)],
    [
      'nested brackets of CSS',
      `<style>${'a{'.repeat(40_000)}</style><p style="width:${'calc('.repeat(900)}">x`,
    ],
  ])('of %s takes no more than some seconds', (_what, html) => {
    expect(newsletterOf({ html }).html).toContain('</html>');
  });
});
