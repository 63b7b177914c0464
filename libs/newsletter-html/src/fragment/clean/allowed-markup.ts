import { IMAGE_BYTES } from '../media/image-bytes.js';
import { MATH_TAGS } from '../media/math.js';
import { words } from '../words.js';

const HTML_TAGS = words(`
  a abbr address area article aside b bdi bdo big blockquote br caption center cite code col
  colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6
  header hr i img ins kbd li main map mark nav ol p pre q rp rt ruby s samp section small span
  strike strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var
  wbr audio button embed form iframe label object source video
`);

/** What a post may contain: the rest is removed, its text stays. What mail cannot show is replaced later. */
export const ALLOWED_TAGS = [...HTML_TAGS, ...MATH_TAGS];

/** A page shows nothing of their content. (A style sheet is among them if it is nested too deep to be kept.) */
export const SILENT_TAGS = words(`
  script noscript textarea option datalist xmp svg canvas template title noembed noframes
  style
`);

const EVERYWHERE = words(`
  style class id dir lang title align valign width height bgcolor hidden aria-label
  aria-hidden role
`);

/** Keeps the address of a link that leads nowhere until it is reported to the editor. */
export const LOST_ADDRESS = 'data-lost-address';

export const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  '*': EVERYWHERE,
  a: ['href', LOST_ADDRESS],
  area: ['href', 'alt', 'shape', 'coords', LOST_ADDRESS],
  audio: ['src'],
  embed: ['src'],
  font: ['color', 'face', 'size'],
  form: ['action', 'role'],
  iframe: ['src', 'data-src'],
  img: [
    'src',
    'alt',
    'border',
    'usemap',
    'data-src',
    'data-lazy-src',
    'data-orig-file',
    IMAGE_BYTES,
  ],
  li: ['value'],
  map: ['name'],
  math: ['display'],
  object: ['data'],
  ol: ['start', 'type', 'reversed'],
  source: ['src'],
  table: ['border', 'cellpadding', 'cellspacing', 'background'],
  td: ['colspan', 'rowspan', 'background'],
  th: ['colspan', 'rowspan', 'background', 'scope'],
  time: ['datetime'],
  ul: ['type'],
  video: ['src', 'poster'],
};

const SCHEMES = ['http', 'https', 'mailto', 'tel', 'sms'];

export const ALLOWED_SCHEMES = SCHEMES;

/** Whether mail programs open an address; read as browsers do, without blanks and controls. */
export function isOpened(address: string): boolean {
  // oxlint-disable-next-line no-control-regex -- browsers skip them, too
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/[\u0000-\u0020]/g, ''))?.[1];
  return scheme === undefined || SCHEMES.includes(scheme.toLowerCase());
}

/** An embedded picture is reported by the findings of any document; here it only stays as it is. */
export const ALLOWED_SCHEMES_BY_TAG = { img: [...SCHEMES, 'data', 'cid'] };
