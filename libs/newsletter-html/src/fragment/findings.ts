import type { Notice } from '#events';

/** What the stages report to the post's editor. */
export type Findings = { problems: Notice[]; warnings: Notice[] };

/** Nobody reads more of one list. */
const MOST = 50;
const LONGEST_PLACE = 80;

export function noFindings(): Findings {
  return { problems: [], warnings: [] };
}

/** The newsletter is sent, but somebody should check it. Duplicates for the same place are reported once. */
export function warn(findings: Findings, code: string, words: string, place?: string): void {
  add(findings.warnings, noticeOf(code, words, place));
}

/** The newsletter is not sent before this is fixed. */
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
  // Half of a surrogate pair is not a character.
  return `${line.slice(0, LONGEST_PLACE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
