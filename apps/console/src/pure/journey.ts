import type { HistoryEntry } from '../api/types.js';

/** One attempt of a step: planned, delayed, called, and its result. */
export type Leg = {
  step: string;
  dueId: number;
  attempt: number;
  plannedAt: string;
  dueAt: string;
  startedAt: string | null;
  endedAt: string | null;
  outcome: 'done' | 'erred' | 'failed' | 'superseded' | 'open';
  words: string;
  request: Record<string, unknown> | null;
  answer: Record<string, unknown> | null;
};

const ERRED = new Set(['StepErred', 'StepReleased', 'StepRefused']);
const FAILED = new Set(['AudienceLost', 'DeploymentFailed']);
/** Events that only a step causes; all others are independent of it. */
const DONE = new Set([
  'DeploymentCreated',
  'DeploymentAdopted',
  'DeploymentUpdated',
  'AudienceAssigned',
  'AudienceReady',
  'ContentUpdated',
  'TestSent',
  'DeploymentScheduled',
  'DeploymentUnscheduled',
  'DeploymentCancelled',
  'TwinFound',
  'TwinCancelled',
  'DeploymentSent',
  'SentAfterWithdrawal',
  'Drifted',
  'LateCallLanded',
  'LateCallsRuledOut',
  'ResultsRecorded',
  'ResultsUnavailable',
  'StepHadNoEffect',
]);

/** The timeline of a newsletter, from its history. */
export function legsOf(history: readonly HistoryEntry[]): Leg[] {
  const legs: Leg[] = [];
  for (const entry of history) {
    const open = legs.findLast(({ outcome }) => outcome === 'open');
    if (entry.type === 'StepDue') {
      if (open?.startedAt === null) open.outcome = 'superseded';
      else if (open) end(open, entry, 'done', open.words);
      legs.push(planned(entry));
    } else if (open) goOn(open, entry);
  }
  return legs.filter(({ outcome }) => outcome !== 'superseded');
}

function planned({ at, data, sentence }: HistoryEntry): Leg {
  return {
    step: String(data['step']),
    dueId: Number(data['dueId']),
    attempt: Number(data['attempt'] ?? 1),
    plannedAt: at,
    dueAt: typeof data['dueAt'] === 'string' ? data['dueAt'] : at,
    startedAt: null,
    endedAt: null,
    outcome: 'open',
    words: sentence,
    request: null,
    answer: null,
  };
}

function goOn(leg: Leg, entry: HistoryEntry): void {
  const { type, at, data, sentence } = entry;
  if (type === 'StepStarted') {
    leg.startedAt ??= at;
    leg.request = (data['request'] as Record<string, unknown> | undefined) ?? null;
    leg.words = sentence;
    return;
  }
  if (type === 'AudienceProgressed') leg.words = sentence;
  else if (type === 'StepWithdrawn') leg.outcome = 'superseded';
  else if (ERRED.has(type)) end(leg, entry, 'erred');
  else if (FAILED.has(type)) end(leg, entry, 'failed');
  else if (DONE.has(type)) end(leg, entry, 'done');
}

function end(
  leg: Leg,
  { at, data, sentence }: HistoryEntry,
  outcome: Leg['outcome'],
  words = sentence,
): void {
  leg.startedAt ??= leg.dueAt < at ? leg.dueAt : at;
  leg.endedAt = at;
  leg.outcome = outcome;
  leg.words = words;
  leg.answer = data;
}

/** Addresses and long keys do not belong on the screen. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one)]));
}

function maskedText(text: string): string {
  return text
    .replaceAll(/([\w.+-])[\w.+-]*@([\w-])[\w.-]*/g, '$1…@$2…')
    .replaceAll(/\b([0-9a-f]{8})[0-9a-f]{24,}\b/g, '$1…');
}
