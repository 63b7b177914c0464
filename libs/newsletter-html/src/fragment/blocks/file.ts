import type { Element } from 'domhandler';
import { bulletproof } from './buttons.js';
import { type Block, hasClass } from './layout.js';

/** A file: its name as a link, and a button below. */
export const file: Block = (layout, element, place) => {
  const { $ } = layout;
  const links = $(element).find('a').toArray() as Element[];
  const made = $('<div></div>');
  $(element).replaceWith(made);
  for (const link of links) {
    if (hasClass(link, 'wp-block-file__button')) made.append($(bulletproof(layout, link, place)));
    else made.append($('<p style="margin:0 0 8px"></p>').append($(link)));
  }
};
