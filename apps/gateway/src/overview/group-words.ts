import { inWords } from '#deployment';
import type { AttentionGroup, AttentionKind } from '#event-store';

/** A group's title, what to do about it, and the actions that may help. */
export type GroupWords = { title: string; cure: string; actions: string[] };

const STEP_LACKS: Record<string, string> = {
  create: 'is not at Omeda yet',
  audience: 'has no audience',
  'await-audience': 'has an audience that is still loading',
  content: 'has no content at Omeda',
  update: 'has old settings at Omeda',
  test: 'has not been tested',
  schedule: 'is not scheduled yet',
};

type Words = (group: AttentionGroup, now: number) => GroupWords;

const WORDS: Record<AttentionKind, Words> = {
  'not-taken-back': ({ step, heldBy, words, count, nextSendAt }, now) => ({
    title: `Omeda sends ${one(count, 'it', 'the first')}${leftUntil(nextSendAt, now)} although ${one(count, 'it was', 'they were')} to be taken back: ${trouble(step, words)}`,
    cure: `Fix the cause, and ${heldBy === 'stalled' ? 'resume' : 'retry'} at once. If that does not help, unschedule ${one(count, 'it', 'them')} in Omeda’s portal.`,
    actions: heldBy === 'stalled' ? ['resume', 'cancel'] : ['retry', 'sync-now'],
  }),
  missed: ({ words, count }) => ({
    title: `Missed ${one(count, 'its', 'their')} send time${words ? `: ${words}` : ''}`,
    cure: `Send ${one(count, 'it', 'them')} now, choose another time, or cancel ${one(count, 'it', 'them')}.`,
    actions: ['send', 'cancel'],
  }),
  failed: ({ step, words, count }) => ({
    title: `${stepName(step)} failed: ${words}`,
    cure: `Fix the cause, then retry ${one(count, 'it: it', 'them all: each')} continues where it stopped.`,
    actions: ['retry', 'hold', 'cancel'],
  }),
  'brand-held': ({ brand, words, count }) => ({
    title: `No call is made for ${brand}: ${words}`,
    cure: `If Omeda refuses the key, replace appId in the sites file. Otherwise wait: Omeda is tried again, and ${one(count, 'it continues', 'all of them continue')} when it responds.`,
    actions: ['sync-now', 'hold'],
  }),
  held: ({ heldBy, words, count }) => ({
    title: `${HELD[heldBy ?? ''] ?? 'Held'}: ${words}`,
    cure: `Resume ${one(count, 'it', 'them')} once the reason is gone.`,
    actions: ['resume', 'cancel'],
  }),
  late: ({ step, count }) => ({
    title: `${stepName(step)} is overdue`,
    cure: `Check in Operations that a deployer is running, then run ${one(count, 'it', 'them')} now.`,
    actions: ['sync-now', 'hold'],
  }),
  incomplete: ({ words, count }) => ({
    title: `Published but incomplete: ${words}`,
    cure: `Complete ${one(count, 'it', 'them')} in WordPress, and save.`,
    actions: ['hold', 'cancel'],
  }),
  'at-risk': ({ step, nextSendAt, count }, now) => ({
    title: `Goes out${leftUntil(nextSendAt, now)} and ${STEP_LACKS[step ?? ''] ?? 'is not scheduled'}`,
    cure: `Run ${one(count, 'it', 'them')} now: delays between steps are skipped.`,
    actions: ['sync-now', 'hold'],
  }),
  'no-consent': ({ count }) => ({
    title: `Published, and nobody consented to sending ${one(count, 'it', 'them')}`,
    cure: one(
      count,
      'If it is meant to go out, send it. Otherwise it needs nothing.',
      'Send those that are meant to go out. The others need nothing.',
    ),
    actions: ['send', 'cancel'],
  }),
  'sent-after-withdrawal': ({ count }) => ({
    title: `Sent after ${one(count, 'it was', 'they were')} withdrawn`,
    cure: `Readers have ${one(count, 'it', 'them')}, and nothing can take ${one(count, 'it', 'them')} back. Tell the editors, and fix the cause shown in the history.`,
    actions: [],
  }),
};

function one(count: number, singular: string, plural: string): string {
  return count === 1 ? singular : plural;
}

const HELD: Record<string, string> = {
  person: 'Held by a person',
  drift: 'Changed in Omeda’s portal',
  stalled: 'Stopped without an outcome',
  missed: 'Missed',
};

const NAMES: Record<string, string> = {
  'await-audience': 'Loading the audience',
  audience: 'Assigning the audience',
  content: 'Content',
  create: 'Creation',
  update: 'Update of the settings',
  test: 'Test',
  schedule: 'Scheduling',
  unschedule: 'Unscheduling',
  cancel: 'Cancellation',
  watch: 'Check of the delivery',
};

export function groupWords(group: AttentionGroup, now: number): GroupWords {
  return WORDS[group.kind](group, now);
}

function trouble(step: string | null, words: string): string {
  const name = NAMES[step ?? ''];
  return [name, words || 'it is overdue'].filter(Boolean).join(': ');
}

function stepName(step: string | null): string {
  return NAMES[step ?? ''] ?? 'A step';
}

function leftUntil(at: Date | null, now: number): string {
  return at ? ` in ${inWords(Math.max(0, at.getTime() - now))}` : '';
}
