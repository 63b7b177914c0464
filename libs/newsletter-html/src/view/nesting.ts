const words = (text: string) => text.split(' ');

export const VOID = new Set(
  words('area base br col embed hr img input link meta param source track wbr'),
);

/** Open elements that a start tag closes, and how far out they are searched. */
const IMPLIED_ENDS: readonly { starts: Set<string>; ends: string[] }[] = [
  { starts: new Set(['li']), ends: ['li'] },
  { starts: new Set(['dd', 'dt']), ends: ['dd', 'dt'] },
  { starts: new Set(['td', 'th']), ends: ['td', 'th'] },
  { starts: new Set(['tr']), ends: ['tr'] },
  { starts: new Set(['tbody', 'thead', 'tfoot']), ends: ['tbody', 'thead', 'tfoot'] },
  { starts: new Set(['option']), ends: ['option'] },
  { starts: new Set(['a']), ends: ['a'] },
  { starts: new Set(['select', 'input', 'textarea']), ends: ['select'] },
  {
    starts: new Set(
      words(
        'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section table ul',
      ),
    ),
    ends: ['p'],
  },
];

export function impliedEnds(start: string): string[] {
  return IMPLIED_ENDS.flatMap(({ starts, ends }) => (starts.has(start) ? ends : []));
}

const TABLE_PARTS = new Set(words('table tbody thead tfoot tr td th caption'));
const CELLS = new Set(words('td th caption'));
const LISTS = new Set(words('ul ol dl'));

/** Whether an element keeps a tag from closing elements further out. */
export function keepsIn(element: string, ended: string): boolean {
  if (element === 'template') return true;
  if (element === 'select') return !TABLE_PARTS.has(ended);
  if (element === 'table') return ended !== 'table';
  if (CELLS.has(element)) return !TABLE_PARTS.has(ended);
  return LISTS.has(element) && /^(?:li|dd|dt)$/.test(ended);
}
