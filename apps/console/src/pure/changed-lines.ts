import { diffLines } from 'diff';

export type ChangedLine = { kind: 'same' | 'added' | 'removed'; text: string };

/** Unchanged lines that are shown around a change. */
const AROUND = 2;

/** The changes between two texts, with a little context. */
export function changedLines(before: string, after: string): ChangedLine[] {
  const all = diffLines(before, after).flatMap(({ value, added, removed }) => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    const lines = value.replace(/\n$/, '').split('\n');
    return lines.map((text): ChangedLine => ({ kind, text }));
  });
  const changed = all.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  return all.filter((_line, index) => changed.some((one) => Math.abs(one - index) <= AROUND));
}
