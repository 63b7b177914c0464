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
  for (const edit of edits.toSorted(inOrder)) {
    if (edit.start < from) continue;
    kept.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return [...kept, text.slice(from)].join('');
}

/** What is put in at a place comes before what is replaced there, which would leave it out. */
function inOrder(a: Edit, b: Edit): number {
  return a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start);
}
