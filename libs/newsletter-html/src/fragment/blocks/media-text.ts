import { setStyle, styleOf, taken } from '../styles/element-style.js';
import { pixels } from '../styles/length.js';
import { type Block, childrenOf, hasClass } from './layout.js';
import { sideBySide } from './side-by-side.js';

const GAP_PX = 20;

/** A picture with text beside it; on a phone the text is below. */
export const mediaText: Block = (layout, element, place) => {
  const inner = childrenOf(element);
  const media = inner.find((one) => hasClass(one, 'wp-block-media-text__media'));
  const text = inner.find((one) => hasClass(one, 'wp-block-media-text__content'));
  if (!media || !text) {
    layout.within(element, place);
    return;
  }
  const style = styleOf(text);
  taken(style, /^padding/);
  setStyle(text, style);
  const [, first = '', second = ''] =
    /^(\S+)\s+(\S+)$/.exec(styleOf(element).get('grid-template-columns') ?? '') ?? [];
  const isRight = hasClass(element, 'has-media-on-the-right');
  const room = place.width - GAP_PX;
  const share = pixels(isRight ? second : first, { percent: room }) ?? room / 2;
  const width = Math.round(Math.min(Math.max(share, 80), room - 80));
  const valign = hasClass(element, 'is-vertically-aligned-top') ? 'top' : 'middle';
  const picture = { element: media, width, valign };
  const words = { element: text, width: room - width, valign };
  sideBySide(layout, element, isRight ? [words, picture] : [picture, words], {
    place,
    gap: GAP_PX,
  });
};
