import type { Element } from 'domhandler';
import { type Block, childrenOf } from './layout.js';

/** Nothing unfolds in a mail: what opens at a click on the page is shown, under its title. */
export const details: Block = (layout, element, place) => {
  const { $ } = layout;
  for (const summary of childrenOf(element).filter(({ name }) => name === 'summary')) {
    const title = $('<p style="margin:0 0 8px;font-weight:bold"></p>').append(
      $(summary).contents(),
    );
    $(summary).replaceWith(title);
  }
  const open = $('<div></div>').append($(element).contents());
  const style = element.attribs['style'];
  if (style) open.attr('style', style);
  $(element).replaceWith(open);
  layout.within(open.get(0) as Element, place);
};
