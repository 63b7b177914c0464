import type { NotificationRecord } from '#event-store';
import type { Change, Condition } from './condition.js';

export type ReconcileSettings = {
  /** What begins or ends within this time is sent in one message. Milliseconds, as all. */
  digestMs: number;
  /** What has not been seen for this long has ended. */
  goneMs: number;
  /** Between two messages about the same problem; 0: sent once. */
  reminderMs: number;
  /** Between two messages that more newsletters have the same problem. */
  growMs: number;
};

type Given = {
  target: string;
  now: string;
  known: readonly NotificationRecord[];
  active: readonly Condition[];
  /** Whether it is unknown right now if it is still so. */
  isUnknown: (key: string) => boolean;
};

export type Reconciled = {
  kept: NotificationRecord[];
  removed: NotificationRecord[];
  changes: Change[];
};

/** What cannot be undone is never announced as over. */
const ENDS_SILENTLY = ['NewsletterSentAfterWithdrawal'];

/** Compares what is wrong with what people were notified of. Depends on these two alone: no event is awaited. */
export function reconcile(given: Given, settings: ReconcileSettings): Reconciled {
  const nowMs = Date.parse(given.now);
  const rows = merged(given);
  const afterMs = new Map(given.active.map((one) => [one.key, one.afterMs]));
  const counts = new Map(given.active.map((one) => [one.key, one.count ?? null]));
  const beginning = rows.filter((row) => isBeginning(row, afterMs.get(row.key), nowMs));
  const over = rows.filter(
    (row) => row.goneAt && nowMs - Date.parse(row.goneAt) >= settings.goneMs,
  );
  const ending = over.filter(({ sentAt }) => sentAt !== null);
  const isOlder = (row: NotificationRecord, ms: number) =>
    row.sentAt !== null && row.goneAt === null && nowMs - Date.parse(row.sentAt) >= ms;
  const grown = rows.filter((row) => isOlder(row, settings.growMs) && hasGrown(row, counts));
  const reminded = rows.filter(
    (row) => !grown.includes(row) && settings.reminderMs > 0 && isOlder(row, settings.reminderMs),
  );
  const pendingSinceMs = [
    ...beginning.map(({ key, seenAt }) => Date.parse(seenAt) + (afterMs.get(key) ?? 0)),
    ...ending.map(({ goneAt }) => Date.parse(goneAt ?? given.now) + settings.goneMs),
  ];
  const isTime = nowMs - Math.min(...pendingSinceMs) >= settings.digestMs;
  const changed = [...(isTime ? beginning : []), ...grown, ...reminded];
  const removed = over.filter((row) => isTime || row.sentAt === null);
  return {
    kept: rows
      .filter((row) => !removed.includes(row))
      .map((row) =>
        changed.includes(row)
          ? { ...row, sentAt: given.now, sentCount: counts.get(row.key) ?? null }
          : row,
      ),
    removed,
    changes: [
      ...(isTime ? beginning.map((row) => changeOf('began', row)) : []),
      ...grown.map((row) => changeOf('grew', row)),
      ...reminded.map((row) => changeOf('continues', row)),
      ...(isTime ? ending.filter(isEndNotified).map((row) => changeOf('ended', row)) : []),
    ],
  };
}

function merged({ target, now, known, active, isUnknown }: Given): NotificationRecord[] {
  const before = new Map(known.map((row) => [row.key, row]));
  const current = active.map(
    ({ afterMs: _afterMs, inLog: _inLog, count = null, ...condition }): NotificationRecord => {
      const row = before.get(condition.key);
      const { seenAt = now, sentAt = null, sentCount = null } = row ?? {};
      const counted =
        sentAt === null || count === null ? null : Math.min(sentCount ?? count, count);
      return { target, ...condition, seenAt, goneAt: null, sentAt, sentCount: counted };
    },
  );
  const keys = new Set(active.map(({ key }) => key));
  const others = known.filter(({ key }) => !keys.has(key));
  return [
    ...current,
    ...others.map((row) => (isUnknown(row.key) ? row : { ...row, goneAt: row.goneAt ?? now })),
  ];
}

function isBeginning(row: NotificationRecord, afterMs: number | undefined, nowMs: number): boolean {
  if (row.sentAt !== null || row.goneAt !== null || afterMs === undefined) return false;
  return nowMs - Date.parse(row.seenAt) >= afterMs;
}

/** Each of them needs a person. If some are resolved, those that follow count. */
function hasGrown({ key, sentCount }: NotificationRecord, counts: Map<string, number | null>) {
  return sentCount !== null && (counts.get(key) ?? 0) > sentCount;
}

function isEndNotified({ alert }: NotificationRecord): boolean {
  return !ENDS_SILENTLY.includes(alert);
}

function changeOf(change: Change['change'], row: NotificationRecord): Change {
  const { alert, level, words, cure, link, seenAt: since } = row;
  return { change, alert, level, words, cure, link, since };
}
