import type { Element } from 'domhandler';
import { labelsOf } from '../labels.js';
import { layOut } from './blocks/lay-out.js';
import { breakLongWords } from './blocks/long-words.js';
import { onOwnLines } from './blocks/own-line.js';
import { absolute, absoluteAddresses } from './clean/addresses.js';
import { withoutHidden } from './clean/hidden.js';
import { parsed } from './clean/parse.js';
import { type Findings, noFindings, object } from './findings.js';
import type { FragmentDocument, FragmentSource } from './fragment-source.js';
import { withoutFrames } from './media/embeds.js';
import { withoutForms } from './media/forms.js';
import { reportLargeImage, reportLargeImages } from './media/image-bytes.js';
import { withoutMath } from './media/math.js';
import { withoutPlayers } from './media/players.js';
import { inlineStyles } from './styles/inline.js';
import { withoutPlaylists } from './media/playlists.js';
import { withoutTabs } from './media/tabs.js';
import { colorText } from './template/dark.js';
import { lookOf, putProbe } from './template/look.js';
import { onlyOfMail } from './template/mail-attributes.js';
import { type Content, newsletter } from './template/newsletter.js';

/** 600 pixels less the card's padding. */
const CONTENT_PX = 552;

/** A post's content as a newsletter. Pure and deterministic; never throws. */
export function documentOfFragment(source: FragmentSource): FragmentDocument {
  const findings = noFindings();
  const { featuredImage } = source;
  if (featuredImage) reportLargeImage(featuredImage.url, featuredImage.bytes ?? 0, findings);
  const made = newsletter(source, contentOf(source, findings), findings);
  return { ...made, ...findings };
}

function contentOf(source: FragmentSource, findings: Findings): Content {
  try {
    return laidOut(source, findings);
  } catch {
    const words = 'The post’s HTML cannot be parsed. Remove what was pasted from elsewhere.';
    object(findings, 'html-unreadable', words);
    return laidOut({ ...source, html: '', styles: '' }, findings);
  }
}

function laidOut(source: FragmentSource, findings: Findings): Content {
  const { baseUrl } = source;
  const $ = parsed(source.html, findings);
  absoluteAddresses($, baseUrl, findings);
  const address = (url: string) => absolute(url, baseUrl);
  reportLargeImages($, findings);
  const labels = labelsOf(source.language);
  withoutMath($);
  withoutTabs($);
  withoutPlaylists($, baseUrl, findings, labels);
  withoutPlayers($, baseUrl, findings, labels);
  withoutFrames($, baseUrl, findings, labels);
  withoutForms($, baseUrl, findings, labels);
  putProbe($);
  // Before blocks become tables: the theme's selectors refer to blocks.
  const direction = source.direction ?? 'ltr';
  const kept = inlineStyles($, { styles: source.styles, address, direction }, findings);
  const look = lookOf($);
  withoutHidden($, findings);
  const content = $('#nl-content').get(0) as Element;
  const start = direction === 'rtl' ? 'right' : 'left';
  const { card: background, text: color, fontPx } = look;
  layOut($, content, start, { width: CONTENT_PX, background, color, fontPx });
  onOwnLines($, content);
  breakLongWords($, content);
  const shades = colorText($, content, look);
  const dark = shades && `@media (prefers-color-scheme:dark){\n${shades}\n}`;
  const css = [kept.trim(), dark].filter(Boolean).join('\n');
  onlyOfMail($, css);
  return { html: ($(content).html() ?? '').trim(), css, look };
}
