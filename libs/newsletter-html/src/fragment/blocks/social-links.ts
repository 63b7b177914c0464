import type { Element } from 'domhandler';
import { type Block } from './layout.js';

/** Links by name: a mail cannot show what draws their symbols. */
export const socialLinks: Block = ({ $ }, element) => {
  const links = $(element).find('a').toArray() as Element[];
  const line = $('<p style="margin:0"></p>');
  links.forEach((link, index) => {
    const label =
      $(link).text().trim() || link.attribs['aria-label'] || hostOf(link.attribs['href']);
    $(link).text(label).removeAttr('style');
    if (index > 0) line.append(' &nbsp;·&nbsp; ');
    line.append($(link));
  });
  $(element).replaceWith(line);
};

function hostOf(address = ''): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1] ?? address;
}
