/** Sides by direction of writing: those along a line depend on the element's own direction. */
const ENDS = ['start', 'end'] as const;
const BLOCK_SIDES = { start: 'top', end: 'bottom' } as const;
const BOX =
  /^(margin|padding|border|inset)-(block|inline)(?:-(start|end))?(?:-(color|style|width))?$/;
const SIZE = /^(min-|max-)?(block|inline)-size$/;
const RADIUS = /^border-(start|end)-(start|end)-radius$/;
const ALONG = /-inline-(?:start|end)/;

export type Direction = 'ltr' | 'rtl';

/** Physical names of single sides, as mail programs know them. Others stay as they are. */
export function sidesOfName(name: string): string[] {
  const [, prefix, ofSize] = SIZE.exec(name) ?? [];
  if (ofSize) return [`${prefix ?? ''}${ofSize === 'block' ? 'height' : 'width'}`];
  const [, box, axis, side, part] = BOX.exec(name) ?? [];
  if (!box) return [name];
  const ends = ENDS.filter((end) => side === undefined || end === side);
  return ends.map((end) => {
    const where = axis === 'block' ? BLOCK_SIDES[end] : `inline-${end}`;
    return [...(box === 'inset' && axis === 'block' ? [] : [box]), where, part]
      .filter(Boolean)
      .join('-');
  });
}

/** Whether a value may have one part for each end. */
export function isPair(name: string): boolean {
  const [, box, , side, part] = BOX.exec(name) ?? [];
  return box !== undefined && side === undefined && (box !== 'border' || part !== undefined);
}

/** Whether it names a side that is left or right depending on its element's direction. */
export function isAlong(name: string): boolean {
  return ALONG.test(name) || RADIUS.test(name);
}

/** A declaration as mail programs know it, in an element with this direction. */
export function physical(name: string, value: string, direction: Direction): [string, string] {
  const side = (end: string) => ((end === 'start') === (direction === 'ltr') ? 'left' : 'right');
  if (name === 'text-align' || name === 'float' || name === 'clear') {
    const [, end] = /^(?:inline-)?(start|end)$/i.exec(value) ?? [];
    return [name, end ? side(end.toLowerCase()) : value];
  }
  const [, block, along] = RADIUS.exec(name) ?? [];
  if (block && along)
    return [`border-${block === 'start' ? 'top' : 'bottom'}-${side(along)}-radius`, value];
  const written = name.replace(/(?:^inset-)?inline-(start|end)/, (_all, end: string) => side(end));
  return [written, value];
}
