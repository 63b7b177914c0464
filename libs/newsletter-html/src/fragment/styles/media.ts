/** A desktop's window: newsletters follow what a page shows there. */
const DESKTOP_PX = 1280;
/** Phones and small tablets. */
const SMALL_PX = 800;

const FEATURE = /\((min|max)-width:([\d.]+)(px|em|rem)\)/g;

/** Whether a query matches on a desktop: then its rules are the mail's own. */
export function isOfDesktop(media: string): boolean {
  return (
    isOfWidths(media) &&
    features(media).every(({ side, px }) => (side === 'min' ? px <= DESKTOP_PX : px >= DESKTOP_PX))
  );
}

/** Whether a mail program may evaluate it: a phone's width, a dark screen. */
export function isOfReader(media: string): boolean {
  if (/^(?:screen and )?\(prefers-color-scheme:dark\)$/.test(media)) return true;
  return (
    isOfWidths(media) && features(media).every(({ side, px }) => side === 'max' && px <= SMALL_PX)
  );
}

function isOfWidths(media: string): boolean {
  const rest = media
    .replace(/\s+/g, ' ')
    .replace(FEATURE, '')
    .replace(/\b(?:only|screen|all|and)\b/g, '');
  return rest.trim() === '' && features(media).length > 0;
}

function features(media: string): { side: string; px: number }[] {
  return [...media.matchAll(FEATURE)].map(([, side = '', number, unit]) => ({
    side,
    px: Number(number) * (unit === 'px' ? 1 : 16),
  }));
}
