import type { Status } from '../api/types.js';

const OVER = new Set(['sent', 'sent-after-withdrawal', 'cancelled', 'withdrawn']);

/** What may help a newsletter now, the most likely first. The preview tells whether it can be done. */
export function actionsFor(status: Status): string[] {
  if (OVER.has(status.status)) return [];
  if (status.status === 'missed') return ['send', 'cancel'];
  if (status.held) return ['resume', 'cancel'];
  if (status.failed || status.status === 'failed') return ['retry', 'hold', 'cancel'];
  const isScheduled = status.achieved?.scheduled != null;
  return [
    ...(status.due && status.due.step !== 'watch' ? ['sync-now'] : []),
    ...(status.status === 'archived' ? ['send'] : []),
    ...(status.achieved?.contentHash && !isScheduled ? ['send-test'] : []),
    isScheduled ? 'unschedule' : 'hold',
    'cancel',
  ];
}
