import type { Status } from '../api/types.js';

const OVER = new Set(['sent', 'sent-after-withdrawal', 'cancelled', 'withdrawn']);

const TAKES_BACK = new Set(['unschedule', 'cancel']);

/** Omeda has a time for it that it should no longer have. */
function isGoingOut({ achieved, failed, due }: Status): boolean {
  return achieved?.scheduled != null && TAKES_BACK.has(failed?.step ?? due?.step ?? '');
}

/** Actions that may help a newsletter now, the most likely first. The preview shows whether one is possible. */
export function actionsFor(status: Status): string[] {
  if (isGoingOut(status)) return status.failed ? ['retry', 'cancel'] : ['sync-now', 'retry'];
  if (OVER.has(status.status)) return [];
  if (status.status === 'missed') return ['send', 'cancel'];
  if (status.held) return ['resume', 'cancel'];
  if (status.failed || status.status === 'failed') return ['retry', 'hold', 'cancel'];
  return onItsWay(status);
}

function onItsWay(status: Status): string[] {
  const isScheduled = status.achieved?.scheduled != null;
  const isArchived = status.status === 'archived';
  return [
    ...(status.due && status.due.step !== 'watch' ? ['sync-now'] : []),
    ...(isArchived ? ['send'] : []),
    ...(status.achieved?.contentHash && !isScheduled && !isArchived ? ['send-test'] : []),
    isScheduled ? 'unschedule' : 'hold',
    'cancel',
  ];
}
