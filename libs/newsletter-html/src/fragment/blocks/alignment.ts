import type { Element } from 'domhandler';
import { styleOf } from '../styles/element-style.js';
import type { Layout } from './layout.js';

export type Alignment = 'left' | 'center' | 'right';

/** How a row's content is aligned. Its end is on the left if the language is written from the right. */
export function alignmentOf(element: Element, { start }: Pick<Layout, 'start'>): Alignment {
  const style = styleOf(element);
  const justified = style.get('justify-content') ?? style.get('text-align') ?? '';
  const classes = element.attribs['class'] ?? '';
  if (/center/.test(justified) || /(?:justification|align)-?center/.test(classes)) return 'center';
  if (/right/.test(justified) || /\balignright\b|text-align-right/.test(classes)) return 'right';
  const isAtEnd = /end/.test(justified) || /justification-right/.test(classes);
  if (isAtEnd) return start === 'left' ? 'right' : 'left';
  return start;
}
