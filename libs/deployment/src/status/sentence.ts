import type { DeploymentEvent, DeploymentEventMap, PostEventType, Recorded } from '#events';
import { msBetween } from '../instant.js';
import { inWords } from './duration.js';
import { STEP_WORDS } from './step-words.js';

type Sentences = {
  [T in keyof DeploymentEventMap]: (data: DeploymentEventMap[T], at: string) => string;
};

const POST_WORDS: Record<PostEventType, string> = {
  'post.saved': 'Saved in WordPress',
  'post.published': 'Published in WordPress',
  'post.scheduled': 'Scheduled in WordPress',
  'post.unpublished': 'Unpublished in WordPress',
  'post.trashed': 'Moved to the trash in WordPress',
  'post.restored': 'Restored from the trash in WordPress',
  'post.deleted': 'Deleted in WordPress',
};

const IGNORED_WORDS = { sent: 'it was already sent', final: 'it was cancelled' };

const WITHDRAWN_WORDS = {
  unpublished: 'Taken back: it is a draft again.',
  'type-removed': 'Taken back: the post has no deployment type any more.',
  trashed: 'Taken back: the post is in the trash.',
  deleted: 'Taken back for good: the post was deleted.',
  'cancelled-by-person': 'Taken back for good: cancelled by a person.',
};

function minute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function quoted(words: string): string {
  return `“${words.trim().replace(/\.$/, '')}”`;
}

const SENTENCES: Sentences = {
  DeploymentRequested: ({ post }) => `First heard of post ${post.id}.`,
  PostReceived: ({ event, sequence, stale, ignored }) => {
    if (stale) return `${POST_WORDS[event]}, but older than what is known (${sequence}): ignored.`;
    return `${POST_WORDS[event]}${ignored ? `; it changes nothing, ${IGNORED_WORDS[ignored]}` : ''}.`;
  },
  ContentChanged: ({ revision, problems }) =>
    problems.length === 0
      ? `Revision ${revision} of the content.`
      : `Revision ${revision} of the content; nothing can be sent yet: ${problems
          .map(({ words }) => words)
          .join(' ')}`,
  ChangedTooLate: ({ revision }) =>
    `Revision ${revision} came too close to the send time: the newsletter goes as it was.`,
  ArchivePostSeen: () => 'Published without consent to send it: it waits for a person.',
  AdoptionRequested: ({ trackId }) => `Omeda already has it as ${trackId}: to be taken over.`,
  PublishRequested: ({ sendAt, sendAtBy }) =>
    `To be sent on ${minute(sendAt)}${sendAtBy === 'person' ? ', asked for by a person' : ''}.`,
  ConsentWithdrawn: () => 'Taken back: nobody consents to send it any more.',
  Withdrawn: ({ reason }) => WITHDRAWN_WORDS[reason],
  PostRestored: () => 'Wanted again: a draft.',
  GenerationStarted: ({ generation }) =>
    `The one before was cancelled: a new one is made (generation ${generation}).`,
  SettingLocked: ({ field, kept, asked }) =>
    `${field} stays '${kept}': it cannot become '${asked}' once assigned at Omeda.`,
  SyncRequested: () => 'To go through without pauses.',
  RetryRequested: ({ step }) => `${STEP_WORDS[step]} is to be tried again.`,
  TestRequested: () => 'A test was asked for.',
  UnscheduleRequested: () => 'To be unscheduled, asked for by a person.',
  DeploymentHeld: ({ reason }) => (reason.startsWith('Held ') ? reason : `Held: ${reason}`),
  DeploymentResumed: ({ because }) =>
    ({
      person: 'Goes on: resumed by a person.',
      publish: 'Goes on: published anew.',
      'new-time': 'Goes on: it has a new send time.',
    })[because],
  StepDue: ({ step, dueAt, attempt }, at) => {
    const wait = msBetween(at, dueAt);
    const when = wait <= 0 ? 'now' : `in ${inWords(wait)}`;
    const again = attempt > 1 ? ` (attempt ${attempt})` : '';
    return `${STEP_WORDS[step]} is due ${when}${again}`;
  },
  StepWithdrawn: ({ step, reason }) => `${STEP_WORDS[step]} is not due any more: ${reason}.`,
  StepStarted: ({ step, attempt, settling }) =>
    settling
      ? `${STEP_WORDS[step]} started again: Omeda is asked first what the last try did.`
      : `${STEP_WORDS[step]} started (attempt ${attempt}).`,
  StepReleased: ({ step, words }) =>
    `${STEP_WORDS[step]} waits for Omeda, no attempt used: ${quoted(words)}`,
  StepErred: ({ step, attempt, words, retryAt }, at) =>
    `${STEP_WORDS[step]} failed in passing (attempt ${attempt}), again in ${inWords(
      msBetween(at, retryAt),
    )}: ${quoted(words)}`,
  StepHadNoEffect: ({ step }) => `${STEP_WORDS[step]} had not reached Omeda.`,
  CreateSearchedInVain: () => 'Omeda knows nothing of it so far; looked for once more.',
  StepRefused: ({ step, words }) => `${STEP_WORDS[step]} was refused for now: ${quoted(words)}`,
  DeploymentFailed: ({ step, words }) => `${STEP_WORDS[step]} failed: ${quoted(words)}`,
  LateOutcomeRecorded: ({ outcome }) => `A late answer came in: ${outcome}.`,
  DeploymentCreated: ({ trackId, found }) =>
    found ? `Found at Omeda as ${trackId}.` : `Created at Omeda as ${trackId}.`,
  DeploymentAdopted: ({ trackId }) => `Taken over at Omeda: ${trackId}.`,
  DeploymentUpdated: ({ name }) => `Name and testers updated at Omeda: ${quoted(name)}`,
  AudienceAssigned: ({ query }) => `Audience ${quoted(query)} assigned; Omeda loads it.`,
  AudienceProgressed: ({ status }) => `The audience is loading: ${status}.`,
  AudienceReady: ({ recipientCount, warning }) =>
    `The audience is ready${recipientCount === null ? '' : `: ${recipientCount} recipients`}${
      warning ? `, with a warning: ${quoted(warning)}` : '.'
    }`,
  AudienceLost: ({ words }) => `The audience was not loaded: ${quoted(words)}`,
  ContentUpdated: ({ revision, warnings }) =>
    `Revision ${revision} is at Omeda${
      warnings.length > 0 ? `, with ${warnings.length} warning(s)` : ''
    }.`,
  TestSent: ({ repeated }) =>
    repeated ? 'Test sent; testers may have got a second copy.' : 'Test sent.',
  DeploymentScheduled: ({ scheduledDate, sendAt }) =>
    scheduledDate === '[NOW]'
      ? 'Handed to Omeda to be sent at once.'
      : `Scheduled at Omeda for ${scheduledDate} US Central (${minute(sendAt)}).`,
  DeploymentUnscheduled: () => 'Unscheduled at Omeda.',
  DeploymentCancelled: ({ trackId }) => `Cancelled at Omeda: ${trackId}.`,
  TwinsSearched: ({ trackIds }) =>
    trackIds.length === 0
      ? 'Looked for a twin at Omeda: none.'
      : `Twins found at Omeda: ${trackIds.join(', ')}.`,
  TwinFound: ({ trackId }) => `A twin was made at Omeda: ${trackId}. It is to be cancelled.`,
  TwinCancelled: ({ trackId }) => `Twin cancelled at Omeda: ${trackId}.`,
  DeploymentSent: ({ sentAt, sentCount }) =>
    `Sent on ${minute(sentAt)}${sentCount === undefined ? '' : ` to ${sentCount} recipients`}.`,
  DeploymentMissed: ({ sendAt }) => `Missed: it was not scheduled by ${minute(sendAt)}.`,
  Drifted: ({ words }) => `Changed in Omeda's portal: ${words}`,
  LateCallLanded: ({ step }) =>
    `An older call came in late at Omeda: ${STEP_WORDS[step].toLowerCase()} is sent again.`,
  LateCallsRuledOut: () => 'No call without an answer can come in late any more.',
};

/** What an event means, in a sentence for editors. */
export function sentence(event: Recorded<DeploymentEvent>): string {
  const say = SENTENCES[event.type] as (data: DeploymentEvent['data'], at: string) => string;
  return say(event.data, event.at);
}
