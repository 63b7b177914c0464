import { type Row, reaches } from '../measure/row.js';

const HEADS = ['row', 'ours', 'baseline', 'compared with', 'unit', 'ratio', 'target', ''];

/** The rows as text for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEADS, ...rows.map(cellsOf)];
  const widths = HEADS.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(row: Row): string[] {
  const { name, ours, beside, peer, unit, ratio, spread } = row;
  return [
    name,
    withSpread(ours, spread.ours),
    withSpread(beside, spread.beside),
    peer,
    unit,
    String(ratio),
    aimOf(row),
    reaches(row) ? 'met' : 'not met',
  ];
}

/** `≥ 0.8`. */
export function aimOf({ aim, better }: Row): string {
  return `${better === 'higher' ? '≥' : '≤'} ${aim}`;
}

function withSpread(value: number, [least, most]: readonly [number, number]): string {
  return least === most ? String(value) : `${value} (${least}–${most})`;
}
