import type { Notice } from '#events';
import { type SeenPicture } from '../view/view.js';
import { isSeen } from '../text/is-seen.js';
import { picturePlace } from './place.js';
import { type Seen, few } from './seen.js';

/** The size of a picture is unknown: nothing is fetched. */
export function pictureFindings({ view }: Seen): Notice[] {
  const pictures = view.pictures.filter(({ isHidden, isSpeck }) => !isHidden && !isSpeck);
  const images = pictures.filter(({ element }) => element === 'img' || element === 'amp-img');
  return [
    ...noticesOf(images.filter(lacksAlt), 'image-without-alt', WITHOUT_ALT),
    ...noticesOf(pictures.filter(isPlainHttp), 'image-over-http', OVER_HTTP),
    ...noticesOf(pictures.filter(isEmbedded), 'image-embedded', EMBEDDED),
    ...noticesOf(images.filter(lacksAddress), 'image-without-address', WITHOUT_ADDRESS),
  ];
}

/** An empty text means that the picture is decorative; as the only content of a link it must say more. */
function lacksAlt({ alt, link }: SeenPicture): boolean {
  return alt === undefined || (alt.trim() === '' && link !== undefined && !isSeen(link.text));
}

function isPlainHttp({ src }: SeenPicture): boolean {
  return /^\s*http:\/\//i.test(src);
}

function isEmbedded({ src }: SeenPicture): boolean {
  return /^\s*data:/i.test(src);
}

function lacksAddress({ src }: SeenPicture): boolean {
  return !/^\s*(?:https?:\/\/.|data:|cid:|@\{)/i.test(src);
}

function noticesOf(pictures: SeenPicture[], code: string, words: string): Notice[] {
  const notice = (one: SeenPicture) => ({
    code,
    words,
    field: 'post.html',
    place: picturePlace(one),
  });
  return few(pictures.map(notice));
}

const WITHOUT_ALT =
  'The image has no alternative text for readers who don’t see images. Describe it, or mark it as decorative with an empty text.';
const OVER_HTTP =
  'The image has an http:// address, which Gmail and others block or warn about. Use https://.';
const EMBEDDED =
  'The image is embedded as data, which Gmail and Outlook do not show. Upload it and use its address.';
const WITHOUT_ADDRESS =
  'The image’s address is incomplete, so no email client can load it. Use one that starts with https://.';
