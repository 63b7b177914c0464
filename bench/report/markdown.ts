import { type Row, reaches } from '../measure/row.js';
import type { Results } from './results.js';
import { aimOf } from './table.js';

const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';
const HEAD = [
  '| row | ours | baseline | compared with | unit | ratio | target | met |',
  '| --- | ---: | -------: | ------------- | ---- | ----: | -----: | --- |',
];

/** The table with machine and date, as it appears between the markers of the page. */
export function markdownOf({ machine, rows }: Results): string {
  const { cpu, cores, memoryGb, node, postgres, load, isQuick } = machine;
  const days = rows.map(({ at }) => at).toSorted();
  const when = days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`;
  return [
    `Measured ${when} on ${cores} cores (${cpu}), ${memoryGb} GB, Node.js ${node}, PostgreSQL ${postgres}.`,
    `Load average before the run: ${load}.${isQuick ? ' Short rounds (`--quick`).' : ''}`,
    'Values are medians, with the minimum and maximum of all rounds in parentheses.',
    '',
    ...HEAD,
    ...rows.map(lineOf),
  ].join('\n');
}

/** The page with another table. @throws Error if it has no place for one. */
export function intoPage(page: string, table: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`The page has no ${BEGIN} … ${END}.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${page.slice(end)}`;
}

function lineOf(row: Row): string {
  const { name, ours, beside, peer, unit, ratio, spread } = row;
  const cells = [
    name,
    `${ours} (${spread.ours.join('–')})`,
    spread.beside[0] === spread.beside[1] ? beside : `${beside} (${spread.beside.join('–')})`,
    peer,
    unit,
    ratio,
    aimOf(row),
    reaches(row) ? 'yes' : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}
