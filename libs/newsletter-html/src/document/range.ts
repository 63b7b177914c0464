/** Offsets in a text; `end` is the first that no longer belongs to it. */
export type Range = { start: number; end: number };

/** What stands at the range becomes another text. */
export type Edit = Range & { text: string };

export function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** The text after all edits; of two that overlap the later one in the text is left out. */
export function edited(text: string, edits: readonly Edit[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < from) continue;
    kept.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return [...kept, text.slice(from)].join('');
}
