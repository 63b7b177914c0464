import type { DeploymentEvent, DeploymentEventMap, PostEventType, Recorded, Step } from '#events';
import { localTime } from '../local-time.js';
import { type Instant, msBetween } from '../instant.js';
import { inWords } from './duration.js';
import { DESCRIPTORS, STEP_SENTENCES } from '../steps/steps.js';
import { type Sentences, type SentenceContext, quoted } from './wording.js';

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

const nameOf = (step: Step) => DESCRIPTORS[step].words;

/** The first attempt goes without saying. */
function again(attempt: number): string {
  return attempt > 1 ? ` (attempt ${attempt})` : '';
}

const SENTENCES: Sentences<keyof DeploymentEventMap> = {
  ...STEP_SENTENCES,
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
  AdoptionSought: () => 'Omeda is asked whether it already has this newsletter.',
  PublishRequested: ({ sendAt, sendAtBy, consent }, { minute }) => {
    const { name } = consent?.by ?? {};
    const who = sendAtBy === 'person' ? ', requested by a person' : name && `, as ${name} decided`;
    return `Set to go out on ${minute(sendAt)}${who ?? ''}.`;
  },
  ConsentWithdrawn: () => 'Taken back: nobody consents to send it any more.',
  Withdrawn: ({ reason }) => WITHDRAWN_WORDS[reason],
  PostRestored: () => 'Wanted again: a draft.',
  GenerationStarted: ({ generation }) =>
    `The one before was cancelled: a new one is made (generation ${generation}).`,
  SettingLocked: ({ field, kept, asked }) =>
    `${field} stays '${kept}': it cannot become '${asked}' once assigned at Omeda.`,
  SyncRequested: () => 'Asked to run all steps without delay.',
  RetryRequested: ({ step }) => `${nameOf(step)} is to be tried again.`,
  TestRequested: () => 'A test was asked for.',
  UnscheduleRequested: () => 'To be unscheduled, asked for by a person.',
  DeploymentHeld: ({ reason }) => (reason.startsWith('Held ') ? reason : `Held: ${reason}`),
  DeploymentResumed: ({ because }) =>
    ({
      person: 'Goes on: resumed by a person.',
      clock: 'Goes on: its send time has not passed, the database’s clock was wrong.',
      publish: 'Goes on: published anew.',
      'new-time': 'Goes on: it has a new send time.',
    })[because],
  StepDue: ({ step, dueAt, attempt }, { at }) => {
    const wait = msBetween(at, dueAt);
    const when = wait < 1000 ? 'now' : `in ${inWords(wait)}`;
    return `${nameOf(step)} is due ${when}${again(attempt)}`;
  },
  StepWithdrawn: ({ step, reason }) => `${nameOf(step)} is not due any more: ${reason}.`,
  StepStarted: ({ step, attempt, settling }) =>
    settling
      ? `${nameOf(step)} started again: Omeda is asked first what the last try did.`
      : `${nameOf(step)} started${again(attempt)}.`,
  StepReleased: ({ step, words }) =>
    `${nameOf(step)} waits for Omeda, no attempt used: ${quoted(words)}`,
  StepErred: ({ step, attempt, words, retryAt }, { at }) =>
    `${nameOf(step)} failed${again(attempt)} and is tried again in ${inWords(
      msBetween(at, retryAt),
    )}: ${quoted(words)}`,
  StepHadNoEffect: ({ step }) => `${nameOf(step)} had not reached Omeda.`,
  CreateSearchedInVain: () => 'Omeda knows nothing of it so far; looked for once more.',
  StepRefused: ({ step, words }) => `${nameOf(step)} was refused for now: ${quoted(words)}`,
  DeploymentFailed: ({ step, words }) => `${nameOf(step)} failed: ${quoted(words)}`,
  LateOutcomeRecorded: ({ outcome }) => `A late answer came in: ${outcome}.`,
  SequenceReset: ({ from }) =>
    `The next event counts, whatever its sequence; the highest was ${from}.`,
  ClockCorrected: ({ byMs }) =>
    `The database’s clock was wrong by ${inWords(Math.abs(byMs))}: what was recorded then is put right.`,
  TwinFound: ({ trackId }) => `A twin was made at Omeda: ${trackId}. It is to be cancelled.`,
  DeploymentMissed: ({ sendAt }, { minute }) =>
    `Missed: it was not scheduled by ${minute(sendAt)}.`,
  LookRequested: () => 'The store was restored from a backup: Omeda is looked at.',
};

/** What an event means, in a sentence for editors; times are in the given zone. */
export function sentence(event: Recorded<DeploymentEvent>, timeZone = 'UTC'): string {
  const say = SENTENCES[event.type] as (
    data: DeploymentEvent['data'],
    context: SentenceContext,
  ) => string;
  const minute = (instant: Instant) =>
    localTime(instant, timeZone).toFormat('LLL d, y, h:mm a ZZZZ');
  return say(event.data, { at: event.at, minute });
}
