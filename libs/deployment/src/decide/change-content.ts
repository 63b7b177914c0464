import type { WantedContent } from '#events';
import { isSameJson } from '../canonical-json.js';
import type { Content, Deployment } from '../state.js';
import type { Draft } from './conclude.js';

/** Records content or settings that differ from what is wanted so far; equal ones are nothing. */
export function changeContent(draft: Draft, content: WantedContent | null): void {
  const state = draft.state;
  if (!state) return;
  if (!content) return removeType(draft, state);
  if (state.content && isEqual(state.content, content)) return;
  lockSettings(draft, state, content);
  draft.add({ type: 'ContentChanged', data: { ...content, revision: state.revision + 1 } });
}

/** Without a deployment type a post is no newsletter: what was scheduled is taken back. */
function removeType(draft: Draft, state: Deployment): void {
  if (state.content) draft.add({ type: 'Withdrawn', data: { reason: 'type-removed' } });
}

function isEqual(known: Content, content: WantedContent): boolean {
  return (
    known.contentHash === content.contentHash &&
    known.settingsHash === content.settingsHash &&
    known.detailsHash === content.detailsHash &&
    known.omedaTypeId === content.omedaTypeId &&
    known.audienceQuery === content.audienceQuery &&
    known.outputCriteria === content.outputCriteria &&
    known.onPublish === content.onPublish &&
    isSameJson(known.problems, content.problems)
  );
}

/** Omeda type and audience query cannot change once assigned: a change is a warning. */
function lockSettings(draft: Draft, { omeda, content: known }: Deployment, asked: WantedContent) {
  const locks = [
    { field: 'omedaTypeId', kept: omeda?.omedaTypeId },
    { field: 'audienceQuery', kept: omeda?.audience?.query },
  ] as const;
  for (const { field, kept } of locks) {
    const value = asked[field];
    if (kept === undefined || kept === value || known?.[field] === value) continue;
    draft.add({
      type: 'SettingLocked',
      data: { field, kept: String(kept), asked: value === undefined ? 'none' : String(value) },
    });
  }
}
