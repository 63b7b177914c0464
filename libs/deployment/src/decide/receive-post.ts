import type { PostEventType } from '#events';
import type { ReceivePost } from '../commands.js';
import { ceilToMinute, msBetween, plus } from '../instant.js';
import { isWithdrawn } from '../next/step-to-take.js';
import type { Deployment } from '../state.js';
import { changeContent } from './change-content.js';
import type { Draft } from './conclude.js';
import { markMissed } from './pass-time.js';

/** What an event of WordPress means for the post, whatever it is called. */
type Meaning = 'draft' | 'publish' | 'schedule' | 'published' | 'trashed' | 'deleted';

const MEANING: Partial<Record<PostEventType, Meaning>> = {
  'post.published': 'publish',
  'post.scheduled': 'schedule',
  'post.unpublished': 'draft',
  'post.trashed': 'trashed',
  'post.restored': 'draft',
  'post.deleted': 'deleted',
};

function meaningOf({ event, postStatus }: ReceivePost): Meaning {
  const named = MEANING[event];
  if (named) return named;
  if (postStatus === 'trash') return 'trashed';
  if (postStatus === 'publish' || postStatus === 'future') return 'published';
  return 'draft';
}

/** Records what WordPress reports and what it changes in what the editor wants. */
export function receivePost(draft: Draft, command: ReceivePost): void {
  const isFirst = draft.state === undefined;
  const { site, brand, post } = command;
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
      stale,
      ...(ignored ? { ignored } : {}),
    },
  });
  if (stale || ignored) return;
  adopt(draft, before, command);
  applyMeaning(draft, command, { isFirst, statusBefore: before.postStatus });
  missIfLate(draft);
  if (command.immediately && !draft.state?.syncAt) draft.add({ type: 'SyncRequested', data: {} });
}

function whyIgnored({ omeda, intent }: Deployment): 'sent' | 'final' | undefined {
  if (omeda?.sent) return 'sent';
  return intent === 'deleted' || intent === 'cancelled' ? 'final' : undefined;
}

function adopt(draft: Draft, before: Deployment, { adoptTrackId }: ReceivePost): void {
  if (!adoptTrackId || before.omeda || before.adoptTrackId || before.running) return;
  draft.add({ type: 'AdoptionRequested', data: { trackId: adoptTrackId } });
}

type Before = { isFirst: boolean; statusBefore: string };

function applyMeaning(draft: Draft, command: ReceivePost, before: Before): void {
  const meaning = meaningOf(command);
  if (meaning === 'trashed' || meaning === 'deleted') return withdraw(draft, meaning);
  if (draft.state?.intent === 'trashed') draft.add({ type: 'PostRestored', data: {} });
  if (meaning === 'published' && before.isFirst) draft.add({ type: 'ArchivePostSeen', data: {} });
  if (meaning === 'draft') unpublish(draft);
  changeContent(draft, command.content);
  if (meaning === 'published' && !isEdgeBySave(draft.state, before)) return;
  if (meaning !== 'draft') publish(draft, command, meaning);
}

function withdraw(draft: Draft, reason: 'trashed' | 'deleted'): void {
  const state = draft.state;
  if (!state || state.intent === reason || (isWithdrawn(state) && reason === 'trashed')) return;
  draft.add({ type: 'Withdrawn', data: { reason } });
}

function unpublish(draft: Draft): void {
  const intent = draft.state?.intent;
  if (intent === 'publish' || intent === 'archive') {
    draft.add({ type: 'Withdrawn', data: { reason: 'unpublished' } });
  }
}

/** Only an edge sends: a published or scheduled post that was a draft, or is newly timed. */
function publish(draft: Draft, command: ReceivePost, meaning: Meaning): void {
  const state = draft.state;
  if (!state) return;
  const byDate = meaning === 'schedule' || isFuture(command, meaning);
  const sendAt = sendTime(command, byDate, draft.now);
  // The post's old date, told again, is no news: a person may have chosen another time since.
  const isNewTime = meaning === 'schedule' && state.sendAt !== sendAt && state.postDate !== sendAt;
  if (state.intent === 'publish' && !isNewTime) return;
  if (state.held) {
    const because = state.intent === 'publish' ? 'new-time' : 'publish';
    draft.add({ type: 'DeploymentResumed', data: { because } });
  }
  const sendAtBy = byDate ? 'post-date' : 'publish';
  draft.add({ type: 'PublishRequested', data: { sendAt, sendAtBy } });
}

const NO_DRAFT: ReadonlySet<string> = new Set(['publish', 'future', 'trash', 'private', '']);

/** A mere save counts only for a newsletter whose post was last seen as a draft. */
function isEdgeBySave(state: Deployment | undefined, { statusBefore }: Before): boolean {
  return state?.content !== undefined && !NO_DRAFT.has(statusBefore);
}

function isFuture({ postStatus, postDate }: ReceivePost, meaning: Meaning): boolean {
  return meaning === 'published' && postStatus === 'future' && postDate !== null;
}

/** The post's own time, or the moment it was published and the site's publish delay. */
function sendTime(command: ReceivePost, byDate: boolean, now: string): string {
  if (byDate && command.postDate) return ceilToMinute(new Date(command.postDate).toISOString());
  const publishedAt = plus(now, -Math.max(0, command.ageMs));
  return ceilToMinute(plus(publishedAt, command.publishDelayMs));
}

/** Too old to be what the editor meant: an outbox that was replayed, a type given afterwards. */
function missIfLate(draft: Draft): void {
  const { state, timing, now } = draft;
  if (!state?.sendAt || !state.content || state.held) return;
  if (msBetween(state.sendAt, now) > timing.sendLatenessMs) markMissed(draft);
}
