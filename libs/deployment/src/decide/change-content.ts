import type { WantedContent } from '#events';
import { isSameJson } from '../canonical-json.js';
import { lockedSettings } from '../next/locked-settings.js';
import type { Content, Deployment } from '../state.js';
import type { Draft } from './conclude.js';

/** Records content or settings that differ from what is wanted so far; equal ones are ignored. */
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

/** A change of what Omeda already has is a warning, once. */
function lockSettings(draft: Draft, { omeda, content: known }: Deployment, asked: WantedContent) {
  for (const data of lockedSettings(omeda, asked)) {
    const isKnown = known && known[data.field] === asked[data.field];
    if (!isKnown) draft.add({ type: 'SettingLocked', data });
  }
}
