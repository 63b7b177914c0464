import type { CheerioAPI } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { INLINE_ELEMENTS } from '../../inline-elements.js';
import { styleOf } from '../styles/element-style.js';
import { forOutlook } from './table.js';

const BREAK = forOutlook('<br>');

/** Words on a line of their own by style alone: Outlook's Word ignores `display` and joins them to the rest. */
export function onOwnLines($: CheerioAPI, content: Element): void {
  const own = new Set<AnyNode>($(content).find('[style]').toArray().filter(isOnOwnLine));
  for (const element of own) {
    if (isInLine(beside(element, 'prev'))) $(element).before(BREAK);
    const next = beside(element, 'next');
    // The next one gets its break itself.
    if (next && isInLine(next) && !own.has(next)) $(element).after(BREAK);
  }
}

function isOnOwnLine(node: AnyNode): boolean {
  const element = node as Element;
  return INLINE_ELEMENTS.has(element.name) && styleOf(element).get('display') === 'block';
}

function isInLine(node: AnyNode | null): boolean {
  return node?.type === 'text' || (node?.type === 'tag' && INLINE_ELEMENTS.has(node.name));
}

/** The nearest visible node. */
function beside(node: AnyNode, side: 'prev' | 'next'): AnyNode | null {
  let one = node[side];
  while (one?.type === 'comment' || (one?.type === 'text' && one.data.trim() === '')) {
    one = one[side];
  }
  return one;
}
