import { escapeText } from '../clean/escape.js';

type Shown = {
  address: string;
  label: string;
  picture?: string | undefined;
  width?: string | undefined;
};

/** What stands in a mail for what plays on the page: its picture or its name, linked. */
export function linkFor({ address, label, picture, width }: Shown): string {
  const href = escapeText(address);
  const text = escapeText(label);
  if (!picture) return `<p class="nl-media"><a href="${href}">${text}</a></p>`;
  const size = width && /^\d+$/.test(width) ? ` width="${width}"` : '';
  const image = `<a href="${href}"><img src="${escapeText(picture)}" alt="${text}"${size}></a>`;
  return `<div class="nl-media">${image}<p><a href="${href}">${text}</a></p></div>`;
}

/** The last part of an address's path, as people wrote it. */
export function fileName(address: string): string {
  const path = /^[a-z]+:\/\/[^/]+\/([^?#]*)/i.exec(address)?.[1] ?? '';
  const name = path.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
