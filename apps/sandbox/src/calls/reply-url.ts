import type { World } from '../model/world.js';

/**
 * A URL as replies carry it. As seen, it has another host, another scheme and an unfilled
 * placeholder: whoever follows it takes the key elsewhere.
 */
export function replyUrl({ switches }: World, brand: string, path: string): string {
  if (switches.urls === 'seen') return `http://omail.invalid/brand/{brandAbbreviation}/${path}/*`;
  return `https://ows.omeda.com/webservices/rest/brand/${encodeURIComponent(brand)}/omail/deployment/${path}/*`;
}
