import type { Notice } from '#events';

/** What the stages tell the post's editor. */
export type Findings = { problems: Notice[]; warnings: Notice[] };

/** More of one list nobody reads. */
const MOST = 50;
const LONGEST_PLACE = 80;

export function noFindings(): Findings {
  return { problems: [], warnings: [] };
}

/** The newsletter goes, but somebody ought to look. The same of the same place is said once. */
export function warn(findings: Findings, code: string, words: string, place?: string): void {
  add(findings.warnings, noticeOf(code, words, place));
}

/** The newsletter does not go before this is mended. */
export function object(findings: Findings, code: string, words: string, place?: string): void {
  add(findings.problems, noticeOf(code, words, place));
}

function noticeOf(code: string, words: string, place?: string): Notice {
  const notice = { code, words, field: 'post.html' };
  return place ? { ...notice, place: shortened(place) } : notice;
}

function add(list: Notice[], notice: Notice): void {
  const isKnown = list.some(({ code, place }) => code === notice.code && place === notice.place);
  if (!isKnown && list.length < MOST) list.push(notice);
}

function shortened(place: string): string {
  const line = place.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_PLACE) return line;
  // Half of a pair of surrogates is no character.
  return `${line.slice(0, LONGEST_PLACE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
