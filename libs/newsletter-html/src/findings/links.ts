import type { Notice } from '#events';
import { type SeenLink, type View, isLinkSeen } from '../view/view.js';
import { linkPlace } from './place.js';
import { type Seen, few } from './seen.js';

const UNOPENED = /^(?:javascript|vbscript|data|file|about|blob|ftps?):/i;
const PRIVATE_HOST =
  /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])$|\.(?:local|localhost|test|invalid|internal|lan)$/i;
/** `staging.daily.com`, `dev-daily.pantheonsite.io`; not `dev.to`. */
const STAGING_HOST = /^(?=.*\..*\.)(?:.*[.-])?(?:staging|stage|stg|dev|uat|qa)\d*[.-]/i;
const FOR_EDITORS = /\/wp-admin(?:\/|$)|\/wp-login\.php$/i;

/** Omeda replaces it with a whole address: after another one, except in its query, it leads nowhere. */
const ADDRESS_WITHIN =
  /^[^?#@]+(?:@|%40)(?:\{|%7B)(confirmunsubscribelink|forwardtoafriendlink|preferencepagelink)(?:\}|%7D)/i;

/** Links that lead nowhere, judging by their form alone. */
export function deadLinks({ view }: Seen): Notice[] {
  const notices = view.links.filter(isLinkSeen).flatMap((link) => {
    const why = whyDead(link, view);
    if (why === undefined) return [];
    return [{ code: 'link-dead', words: why, field: 'post.html', place: linkPlace(link) }];
  });
  return few(notices);
}

function whyDead({ href }: SeenLink, { anchors }: View): string | undefined {
  const address = href.trim();
  // Another system's script is reported as such.
  if (/^(?:@\{|\{\{|\{%|\*\||%%|<%)/.test(address)) return undefined;
  if (address === '#') return NO_ADDRESS;
  if (address.startsWith('#')) return whyNoAnchor(address, anchors);
  if (address === '' || UNOPENED.test(address)) return whyNotOpened(address);
  if (/^(?:mailto|tel|sms):\s*$/i.test(address)) return 'The link has no address. Enter one.';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) {
    return `The link’s address is incomplete (${address.slice(0, 60)}). Use one that starts with https://.`;
  }
  const variable = ADDRESS_WITHIN.exec(address)?.[1];
  if (variable) return whyBehindAnother(variable);
  return /^https?:/i.test(address) ? whyUnreachable(address) : undefined;
}

const NO_ADDRESS = 'The link has no address. Enter one.';

/** For an invalid address, or a scheme that mail programs do not open. */
export function whyNotOpened(address: string): string {
  if (address === '') return NO_ADDRESS;
  return `The link has an address that email clients do not open (${scheme(address)}). Replace it.`;
}

/** The name as it is, or as written in an address. */
function whyNoAnchor(address: string, anchors: Set<string>): string | undefined {
  const name = address.slice(1);
  const isThere = anchors.has(name) || anchors.has(decoded(name));
  if (isThere || name.toLowerCase() === 'top') return undefined;
  return `The link leads to “${address.slice(0, 60)}”, which does not exist in the newsletter. Correct it.`;
}

function whyBehindAnother(variable: string): string {
  return `Omeda replaces @{${variable}}@ with a complete address, which does not work behind another one. Use the variable alone as the address.`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function whyUnreachable(address: string): string | undefined {
  if (!URL.canParse(address)) return 'The link’s address is incomplete. Correct it.';
  const { hostname, pathname, searchParams } = new URL(address);
  if (PRIVATE_HOST.test(hostname)) {
    return `The link leads to ${hostname}, which readers cannot reach. Use the public address.`;
  }
  if (STAGING_HOST.test(hostname)) {
    return `The link leads to ${hostname}, which looks like a staging site. Use the public address.`;
  }
  if (FOR_EDITORS.test(pathname) || searchParams.get('preview') === 'true') {
    return 'The link leads to a page that requires an editor’s login. Use the public address.';
  }
  return undefined;
}

function scheme(address: string): string {
  return `${address.split(':')[0]?.replace(/\s/g, '').toLowerCase()}:`;
}
