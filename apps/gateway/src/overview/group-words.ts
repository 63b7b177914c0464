import { inWords } from '#deployment';
import type { AttentionGroup, AttentionKind } from '#event-store';

/** What a group is called, what to do about it, and the actions that may help. */
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
  missed: ({ words }) => ({
    title: words ? `Missed their send time: ${words}` : 'Missed their send time',
    cure: 'Send them now, choose another time, or cancel them.',
    actions: ['send', 'cancel'],
  }),
  failed: ({ step, words }) => ({
    title: `${stepName(step)} failed: ${words}`,
    cure: 'Fix the cause, then retry them all: each continues where it stopped.',
    actions: ['retry', 'hold', 'cancel'],
  }),
  'brand-held': ({ brand, words }) => ({
    title: `No call is made for ${brand}: ${words}`,
    cure: 'If Omeda refuses the key, replace appId in the sites file. Otherwise wait: Omeda is tried again, and all of them continue when it responds.',
    actions: ['sync-now', 'hold'],
  }),
  held: ({ heldBy, words }) => ({
    title: `${HELD[heldBy ?? ''] ?? 'Held'}: ${words}`,
    cure: 'Resume them once the reason is gone.',
    actions: ['resume', 'cancel'],
  }),
  late: ({ step }) => ({
    title: `${stepName(step)} is overdue`,
    cure: 'Check in Operations that a deployer is running, then run them now.',
    actions: ['sync-now', 'hold'],
  }),
  incomplete: ({ words }) => ({
    title: `Published but incomplete: ${words}`,
    cure: 'Complete them in WordPress, and save.',
    actions: ['hold', 'cancel'],
  }),
  'at-risk': ({ step, nextSendAt }, now) => ({
    title: `Goes out${leftUntil(nextSendAt, now)} and ${STEP_LACKS[step ?? ''] ?? 'is not scheduled'}`,
    cure: 'Run them now: delays between steps are skipped.',
    actions: ['sync-now', 'hold'],
  }),
  'no-consent': () => ({
    title: 'Published, and nobody consented to sending them',
    cure: 'Send those that are meant to go out. The others need nothing.',
    actions: ['send', 'cancel'],
  }),
  'sent-after-withdrawal': () => ({
    title: 'Sent after they were withdrawn',
    cure: 'Readers have them, and nothing can take them back. Find out who scheduled them in Omeda, and tell the editors.',
    actions: [],
  }),
};

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

function stepName(step: string | null): string {
  return NAMES[step ?? ''] ?? 'A step';
}

function leftUntil(at: Date | null, now: number): string {
  return at ? ` in ${inWords(Math.max(0, at.getTime() - now))}` : '';
}
