import type { ReceivePost } from '../commands.js';
import { msBetween } from '../instant.js';
import { isWithdrawn } from '../next/conditions.js';
import { stepToTake } from '../next/step-to-take.js';
import type { Deployment } from '../state.js';
import { changeContent } from './change-content.js';
import type { Draft } from './conclude.js';
import { markMissed } from './pass-time.js';
import { type Wish, wishOf } from './wish.js';

/** Records what WordPress reports and what that changes in what the editor wants. */
export function receivePost(draft: Draft, command: ReceivePost): void {
  const { site, brand, post } = command;
  const isFirst = !draft.state;
  if (isFirst) draft.add({ type: 'DeploymentRequested', data: { site, brand, post } });
  const before = draft.state;
  if (!before) return;
  const stale = command.sequence < before.sequence;
  const ignored = whyIgnored(before);
  draft.add({
    type: 'PostReceived',
    data: {
      event: command.event,
      sequence: command.sequence,
      postStatus: command.postStatus,
      title: command.title,
      postDate: command.postDate,
      stale,
      ...(ignored ? { ignored } : {}),
    },
  });
  if (stale || ignored) return;
  adopt(draft, before, command);
  want(draft, { command, before, wish: wishOf(command, before, draft.now) });
  missIfLate(draft);
  const isOverdue = before.due?.step === 'create' && before.due.dueAt <= draft.now;
  seek(draft, { isSuspect: isFirst || isOverdue, command });
  if (command.immediately && !draft.state?.syncAt) draft.add({ type: 'SyncRequested', data: {} });
}

/**
 * If no create finds it, Omeda may still have one that this store does not know of: the store may have been
 * restored from a backup. Checked at its first event, if its create is overdue, and after a while.
 */
function seek(draft: Draft, suspicion: { isSuspect: boolean; command: ReceivePost }): void {
  const { state, now, timing } = draft;
  if (!state || state.omeda || state.adoptTrackId || state.running || state.unresolved) return;
  const { at } = state.sought ?? { at: state.requestedAt };
  if (!suspicion.isSuspect && msBetween(at, now) <= timing.debounceLimitMs) return;
  if (!isWithdrawn(state) && !mayBeThere(state, suspicion.command)) return;
  const isUnconsented = state.intent === 'archive' && suspicion.command.consent === null;
  draft.add({ type: 'AdoptionSought', data: isUnconsented ? { unconsented: true } : {} });
}

/** A create that is due searches anyway. */
function mayBeThere(state: Deployment, { event }: ReceivePost): boolean {
  if (!state.content || stepToTake(state) === 'create') return false;
  return state.intent !== 'draft' || event === 'post.unpublished';
}

function whyIgnored({ omeda, intent }: Deployment): 'sent' | 'final' | undefined {
  if (omeda?.sent) return 'sent';
  return intent === 'deleted' || intent === 'cancelled' ? 'final' : undefined;
}

function adopt(draft: Draft, before: Deployment, { adoptTrackId }: ReceivePost): void {
  if (!adoptTrackId || before.omeda || before.adoptTrackId || before.running) return;
  draft.add({ type: 'AdoptionRequested', data: { trackId: adoptTrackId } });
}

type Wanted = { command: ReceivePost; before: Deployment; wish: Wish };

function want(draft: Draft, wanted: Wanted): void {
  const { command, wish } = wanted;
  if (wish.kind === 'trashed' || wish.kind === 'deleted') return withdraw(draft, wish.kind);
  if (draft.state?.intent === 'trashed') draft.add({ type: 'PostRestored', data: {} });
  if (wish.kind === 'draft') unpublish(draft, wanted);
  changeContent(draft, command.content);
  if (wish.kind === 'archive') archive(draft);
  if (wish.kind === 'send') send(draft, wish, wanted.before);
}

function withdraw(draft: Draft, reason: 'trashed' | 'deleted'): void {
  const state = draft.state;
  if (!state || state.intent === reason || (isWithdrawn(state) && reason === 'trashed')) return;
  draft.add({ type: 'Withdrawn', data: { reason } });
}

/** A person's request over the API while it was a draft stands while it stays one. */
function unpublish(draft: Draft, { command, before }: Wanted): void {
  const { intent, sendAtBy } = draft.state ?? {};
  if (intent !== 'publish' && intent !== 'archive') return;
  // A report of the publishing before it may have been overtaken by this one.
  const staysDraft =
    isDraft(before.postStatus) &&
    isDraft(command.postStatus) &&
    command.event !== 'post.unpublished';
  if (intent === 'publish' && sendAtBy === 'person' && staysDraft) return;
  draft.add({ type: 'Withdrawn', data: { reason: 'unpublished' } });
}

function isDraft(postStatus: string): boolean {
  return postStatus === 'draft' || postStatus === 'pending';
}

/** A person's request over the API stands, and a request from before consent was recorded. */
function archive(draft: Draft): void {
  const { intent, consent } = draft.state ?? {};
  if (intent === 'draft') draft.add({ type: 'ArchivePostSeen', data: {} });
  if (intent === 'publish' && consent) {
    draft.add({ type: 'ConsentWithdrawn', data: {} });
  }
}

function send(draft: Draft, wish: Extract<Wish, { kind: 'send' }>, before: Deployment): void {
  const state = draft.state;
  if (!state || !isNews(state, wish, before)) return;
  if (state.held) {
    const because = state.intent === 'publish' ? 'new-time' : 'publish';
    draft.add({ type: 'DeploymentResumed', data: { because } });
  }
  const { sendAt, sendAtBy, consent } = wish;
  draft.add({ type: 'PublishRequested', data: { sendAt, sendAtBy, consent } });
}

/** A time that a person chose over the API stands until the post's date changes, or for a new act. */
function isNews(state: Deployment, wish: Extract<Wish, { kind: 'send' }>, before: Deployment) {
  if (state.intent !== 'publish' || state.consent?.id !== wish.consent.id) return true;
  if (wish.sendAtBy === 'publish') return state.sendAtBy === 'post-date';
  return state.sendAtBy === 'person'
    ? before.postDate !== wish.sendAt
    : state.sendAt !== wish.sendAt;
}

/** Too old to be what the editor meant: a replayed outbox, a consent of long ago. */
function missIfLate(draft: Draft): void {
  const { state, timing, now } = draft;
  if (!state?.sendAt || !state.content || state.held) return;
  if (msBetween(state.sendAt, now) > timing.sendLatenessMs) markMissed(draft);
}
