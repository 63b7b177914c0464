import { describe, expect, it } from 'vitest';
import { mailOf } from '../fragment.testing.js';

const template = '<style>{{css}}</style><div id="content">{{content}}</div>';
const PAIR = '<div class="d">Wide</div><div class="m">Narrow</div>';
const SHEETS = [
  [
    'phones',
    '.m{display:none}@media(max-width:600px){.d{display:none!important}.m{display:block!important}}',
  ],
  [
    'phones of two sizes',
    '.m{display:none}@media(max-width:600px){.d{display:none}}@media(max-width:480px){.m{display:block}}',
  ],
  [
    'phones, by what holds on desktops alone',
    '@media(min-width:601px){.m{display:none}}@media(max-width:600px){.d{display:none}}',
  ],
  [
    'phones, by a height',
    '.m{max-height:0;overflow:hidden}@media(max-width:600px){.d{display:none}.m{max-height:none}}',
  ],
  [
    'dark screens',
    '.m{display:none}@media(prefers-color-scheme:dark){.d{display:none}.m{display:block}}',
  ],
] as const;

describe('a pair of which a page shows one half', () => {
  it.each(SHEETS)('is never without both: for %s', (_for, css) => {
    for (const mail of [
      mailOf(PAIR, { styles: css, template }),
      mailOf(`<style>${css}</style>${PAIR}`, { template }),
    ]) {
      expect(mail.$('#content').text()).toBe('Wide');
      expect(mail.codes).toContain('hidden-removed');
      expect(mail.document).not.toMatch(/display:\s*none/);
    }
  });

  it('is one also where a style attribute hides the half', () => {
    const [, css] = SHEETS[0];
    const html = `<style>${css.replace('.m{display:none}', '')}</style>${PAIR}`;
    const hidden = html.replace('class="m"', 'class="m" style="display:none"');
    const { document, $ } = mailOf(hidden, { template });
    expect($('#content').text()).toBe('Wide');
    expect(document).not.toMatch(/display:\s*none/);
  });

  it('is none where nothing is hidden on a desktop: phones do not show what the page hides there', () => {
    const css = '@media (max-width:600px){.d{display:none}.m{font-size:20px}}';
    const { document, $ } = mailOf(PAIR, { styles: css, template });
    expect($('#content').text()).toBe('WideNarrow');
    expect(document).toContain('.d{display:none !important}');
  });

  it('of dark screens leaves what phones do not show', () => {
    const css = `${SHEETS[4][1]}@media (max-width:600px){.d{display:none}}`;
    const { document } = mailOf(PAIR, { styles: css, template });
    expect(document).toContain('@media (max-width:600px){.d{display:none !important}}');
    expect(document).not.toMatch(/dark\)\{\.d\{display/);
  });
});
