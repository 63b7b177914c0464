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

const IGNORED_WORDS = { sent: 'it was already sent', final: 'it was canceled' };

const WITHDRAWN_WORDS = {
  unpublished: 'Withdrawn: it is a draft again.',
  'type-removed': 'Withdrawn: the post no longer has a deployment type.',
  trashed: 'Withdrawn: the post is in the trash.',
  deleted: 'Withdrawn permanently: the post was deleted.',
  'cancelled-by-person': 'Withdrawn permanently: canceled by a person.',
};

const nameOf = (step: Step) => DESCRIPTORS[step].words;

/** The first attempt is not numbered. */
function again(attempt: number): string {
  return attempt > 1 ? ` (attempt ${attempt})` : '';
}

const SENTENCES: Sentences<keyof DeploymentEventMap> = {
  ...STEP_SENTENCES,
  DeploymentRequested: ({ post }) => `Post ${post.id} was first seen.`,
  PostReceived: ({ event, sequence, stale, ignored }) => {
    if (stale)
      return `${POST_WORDS[event]}, but older than what is known (${sequence}), so it is ignored.`;
    return `${POST_WORDS[event]}${ignored ? `; it changes nothing, ${IGNORED_WORDS[ignored]}` : ''}.`;
  },
  ContentChanged: ({ revision, problems }) =>
    problems.length === 0
      ? `Revision ${revision} of the content.`
      : `Revision ${revision} of the content; it cannot be sent yet: ${problems
          .map(({ words }) => words)
          .join(' ')}`,
  ChangedTooLate: ({ revision }) =>
    `Revision ${revision} came too close to the send time, so the newsletter goes out as it was.`,
  ArchivePostSeen: () => 'Published without consent to send it, so it waits for a person.',
  AdoptionRequested: ({ trackId }) => `Omeda already has it as ${trackId}, which will be adopted.`,
  AdoptionSought: () => 'Checking whether Omeda already has this newsletter.',
  PublishRequested: ({ sendAt, sendAtBy, consent }, { minute }) => {
    const { name } = consent?.by ?? {};
    const who = sendAtBy === 'person' ? ', requested by a person' : name && `, as ${name} decided`;
    return `Set to go out on ${minute(sendAt)}${who ?? ''}.`;
  },
  ConsentWithdrawn: () => 'Withdrawn: nobody consents to sending it anymore.',
  Withdrawn: ({ reason }) => WITHDRAWN_WORDS[reason],
  PostRestored: () => 'Wanted again: a draft.',
  GenerationStarted: ({ generation }) =>
    `The previous one was canceled, so a new one is created (generation ${generation}).`,
  SettingLocked: ({ field, kept, asked }) =>
    `${field} stays '${kept}': it cannot become '${asked}' once it is assigned at Omeda.`,
  SyncRequested: () => 'All steps were requested to run without delay.',
  RetryRequested: ({ step }) => `${nameOf(step)} will be retried.`,
  TestRequested: () => 'A test was requested.',
  UnscheduleRequested: () => 'A person requested to unschedule it.',
  DeploymentHeld: ({ reason }) => (reason.startsWith('Held ') ? reason : `Held: ${reason}`),
  DeploymentResumed: ({ because, stillHeld }) =>
    ({
      person: stillHeld
        ? 'The step that stalled was resumed by a person. It stays held as before.'
        : 'Resumed by a person.',
      clock: 'Resumed: its send time has not passed; the database’s clock was wrong.',
      publish: 'Resumed: published again.',
      'new-time': 'Resumed: it has a new send time.',
    })[because],
  StepDue: ({ step, dueAt, attempt }, { at }) => {
    const wait = msBetween(at, dueAt);
    const when = wait < 1000 ? 'now' : `in ${inWords(wait)}`;
    return `${nameOf(step)} is due ${when}${again(attempt)}`;
  },
  StepWithdrawn: ({ step, reason }) => `${nameOf(step)} is no longer due: ${reason}.`,
  StepStarted: ({ step, attempt, settling }) =>
    settling
      ? `${nameOf(step)} started again; first, Omeda is asked what the last attempt did.`
      : `${nameOf(step)} started${again(attempt)}.`,
  StepReleased: ({ step, words }) =>
    `${nameOf(step)} waits for Omeda, without using up an attempt: ${quoted(words)}`,
  StepErred: ({ step, attempt, words, retryAt }, { at }) =>
    `${nameOf(step)} failed${again(attempt)} and will be retried in ${inWords(
      msBetween(at, retryAt),
    )}: ${quoted(words)}`,
  StepHadNoEffect: ({ step }) => `${nameOf(step)} had not reached Omeda.`,
  CreateSearchedInVain: () => 'Omeda does not know it so far. It is searched for once more.',
  StepRefused: ({ step, words }) => `${nameOf(step)} was refused for now: ${quoted(words)}`,
  DeploymentFailed: ({ step, words }) => `${nameOf(step)} failed: ${quoted(words)}`,
  LateOutcomeRecorded: ({ outcome }) => `A late response arrived: ${outcome}.`,
  SequenceReset: ({ from }) =>
    `The next event is accepted whatever its sequence; the highest was ${from}.`,
  ClockCorrected: ({ byMs }) =>
    `The database’s clock was wrong by ${inWords(Math.abs(byMs))}: what was recorded then is corrected.`,
  TwinFound: ({ trackId }) => `A duplicate was created at Omeda: ${trackId}. It will be canceled.`,
  DeploymentMissed: ({ sendAt }, { minute }) =>
    `Missed: it was not scheduled by ${minute(sendAt)}.`,
  LookRequested: () => 'The store was restored from a backup: checking Omeda.',
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
