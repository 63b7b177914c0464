import { DateTime } from 'luxon';
import { type Change, type Digest, OPERATORS, sentenceOf } from './condition.js';

const HEADINGS: Record<Change['change'], string> = {
  began: 'New',
  grew: 'More of them',
  continues: 'Still there',
  ended: 'Over',
};

/** A digest as an email: short enough for a phone, with what to do. */
export function mailOf({ target, changes }: Digest): { subject: string; text: string } {
  const where = target === OPERATORS ? 'Newsletters' : `Newsletters of ${target}`;
  const lines = (['began', 'grew', 'continues', 'ended'] as const).flatMap((kind) => {
    const some = changes.filter(({ change }) => change === kind);
    return some.length > 0 ? [`${HEADINGS[kind]}:`, '', ...some.flatMap(linesOf)] : [];
  });
  return { subject: oneLine(`${where}: ${subjectOf(changes)}`), text: lines.join('\n') };
}

function subjectOf(changes: readonly Change[]): string {
  const open = changes.filter(({ change }) => change !== 'ended');
  const first = open.find(({ level }) => level === 'page') ?? open[0];
  if (!first)
    return changes.length === 1
      ? `over: ${changes[0]?.words}`
      : `${changes.length} problems are over`;
  const more = open.length > 1 ? ` (and ${open.length - 1} more)` : '';
  return `${first.words}${more}`;
}

function linesOf({ change, level, words, cure, link, since }: Change): string[] {
  const urgent = change !== 'ended' && level === 'page' ? ' Act now.' : '';
  return [
    `- ${sentenceOf(words)}${urgent}`,
    `  Since ${DateTime.fromISO(since, { zone: 'utc' }).toFormat("LLL d, y, h:mm a 'UTC'")}`,
    ...(change === 'ended' ? [] : [`  What to do: ${cure}`]),
    ...(link === null ? [] : [`  ${link}`]),
    '',
  ];
}

/** Words may come from Omeda: a line break would begin another header. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200);
}
