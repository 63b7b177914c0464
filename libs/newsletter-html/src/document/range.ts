/** Offsets in a text; `end` is exclusive. */
export type Range = { start: number; end: number };

/** Replaces the text of the range. */
export type Edit = Range & { text: string };

export function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** The text after all edits; of two that overlap, the later one in the text is dropped. */
export function edited(text: string, edits: readonly Edit[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const edit of edits.toSorted(inOrder)) {
    if (edit.start < from) continue;
    kept.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return [...kept, text.slice(from)].join('');
}

/** An insertion comes before a replacement at the same place, which would drop it. */
function inOrder(a: Edit, b: Edit): number {
  return a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start);
}
