import { labelsOf } from '../../labels.js';
import { escapeText } from '../clean/escape.js';
import type { Findings } from '../findings.js';
import { absolute } from '../clean/addresses.js';
import type { FeaturedImage, FragmentSource } from '../fragment-source.js';
import type { Look } from './look.js';
import { type Slots, filled } from './slots.js';
import { templateOf } from './template-of.js';

const WIDTH_PX = 600;
/** Without it, a mailbox's list shows the first words of the content after the preheader. */
const SPACE = '&#8199;&#65279;&#847; '.repeat(40);

export type Content = { html: string; css: string; look: Look };

/** A placeholder for the content while the slots are filled; nothing else contains it, as no document may. */
const HERE = '\u0000';

/** The whole document, and where the post's content is in it. */
export function newsletter(source: FragmentSource, content: Content, findings: Findings) {
  const template = templateOf(source.template, findings).replaceAll(HERE, '');
  const slots = { ...withoutMark(slotsOf(source, content)), content: { html: HERE } };
  const [before = '', ...after] = filled(template, slots).split(HERE);
  const start = before.length;
  return {
    html: [before, ...after].join(content.html),
    content: { start, end: start + content.html.length },
    featuredImage: addressOf(source.featuredImage, source.baseUrl),
  };
}

function withoutMark(slots: Slots): Slots {
  const cleaned = Object.entries(slots).map(([name, value]) => {
    if (value === null) return [name, value] as const;
    const text = typeof value === 'string' ? value : value.html;
    const clean = text.replaceAll(HERE, '');
    return [name, typeof value === 'string' ? clean : { html: clean }] as const;
  });
  return Object.fromEntries(cleaned);
}

function slotsOf(source: FragmentSource, { css, look }: Content): Slots {
  const isRtl = source.direction === 'rtl';
  const footer = escapeText(source.footer ?? '').replace(/\r?\n/g, '<br>');
  return {
    ...textsOf(source),
    direction: isRtl ? 'rtl' : 'ltr',
    start: isRtl ? 'right' : 'left',
    end: isRtl ? 'left' : 'right',
    preheaderSpace: { html: SPACE },
    featuredImage: { html: pictureOf(source.featuredImage, source.baseUrl) },
    footer: { html: footer },
    // `<` has no meaning in a style sheet; it could only end it.
    css: { html: css.replaceAll('<', '') },
    page: look.page,
    card: look.card,
    text: look.text,
    faint: look.faint,
    font: look.font,
    headlineFont: look.headlineFont,
    headlineWeight: look.headlineWeight,
    headlineColor: look.headlineColor,
    fontSize: `${look.fontPx}px`,
    lineHeight: look.lineHeight,
  };
}

function textsOf(source: FragmentSource): Slots {
  const { title, preheader, headline, byline, date, siteName } = source;
  return {
    language: /^[A-Za-z0-9-]{1,35}$/.test(source.language ?? '') ? source.language : 'en',
    title,
    preheader,
    headline,
    byline,
    date,
    siteName,
    bylineAndDate: [byline, date].filter(Boolean).join(' · '),
    readOnline: webAddress(source.readOnline, source.baseUrl),
    readOnlineLabel: labelsOf(source.language).readOnline,
  };
}

function webAddress(address: string | null, base: string | null): string | null {
  const whole = address === null ? null : absolute(address, base);
  return whole !== null && /^(?:https?:\/\/|@\{)/i.test(whole) ? whole : null;
}

function addressOf(image: FeaturedImage | null, base: string | null): string | null {
  return webAddress(image?.url ?? null, base);
}

function pictureOf(image: FeaturedImage | null, base: string | null): string {
  const address = addressOf(image, base);
  if (!image || !address) return '';
  const width = Math.min(
    image.width && image.width > 0 ? Math.round(image.width) : WIDTH_PX,
    WIDTH_PX,
  );
  const style = `display:block;width:${width}px;max-width:100%;height:auto`;
  return `<img src="${escapeText(address)}" alt="${escapeText(image.alt)}" width="${width}" border="0" style="${style}">`;
}
