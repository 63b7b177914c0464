import { type Row, reaches } from '../measure/row.js';

const LINE = 22;
const TOP = 48;
const LABELS = 430;
const PLOT = 420;
const WIDTH = LABELS + PLOT + 70;
/** Ratios to the target at the two ends of the scale. */
const LEAST = 0.01;
const MOST = 100;
const COLORS = { reached: '#2f855a', missed: '#b7791f', line: '#718096', text: '#1a202c' };

/** How far each row is from its target, on a logarithmic scale: met to the right of the line. */
export function pictureOf(rows: readonly Row[]): string {
  const height = TOP + rows.length * LINE + 12;
  const aimX = xOf(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    '<title>How far each row is from its target</title>',
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...[0.01, 0.1, 1, 10, 100].map((share) => scaleMark(share, height)),
    ...rows.map((row, index) => bar(row, TOP + index * LINE)),
    `<line x1="${aimX}" y1="${TOP - 8}" x2="${aimX}" y2="${height - 8}" stroke="${COLORS.text}"/>`,
    '</svg>',
    '',
  ].join('\n');
}

/** How many times better than the target; below 1, it is not met. */
export function shareOfAim({ ratio, aim, better }: Row): number {
  return better === 'higher' ? ratio / aim : aim / ratio;
}

function xOf(share: number): number {
  const within = Math.min(MOST, Math.max(LEAST, share));
  const place = Math.log10(within / LEAST) / Math.log10(MOST / LEAST);
  return Math.round(LABELS + place * PLOT);
}

function scaleMark(share: number, height: number): string {
  const x = xOf(share);
  const words = share === 1 ? 'target' : `× ${share}`;
  return [
    `<line x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${height - 8}" stroke="${COLORS.line}" stroke-dasharray="2 4"/>`,
    text(words, { x, y: TOP - 16, anchor: 'middle' }),
  ].join('\n');
}

function bar(row: Row, y: number): string {
  const [aimX, x] = [xOf(1), xOf(shareOfAim(row))];
  const color = reaches(row) ? COLORS.reached : COLORS.missed;
  const width = Math.max(2, Math.abs(x - aimX));
  return [
    text(`${row.name}, compared with ${row.peer}`, { x: LABELS - 8, y: y + 12, anchor: 'end' }),
    `<rect x="${Math.min(x, aimX)}" y="${y + 2}" width="${width}" height="13" fill="${color}"/>`,
    text(String(row.ratio), { x: LABELS + PLOT + 8, y: y + 12, anchor: 'start' }),
  ].join('\n');
}

function text(words: string, { x, y, anchor }: { x: number; y: number; anchor: string }): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${COLORS.text}">${escaped}</text>`;
}
