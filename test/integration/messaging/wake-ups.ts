import type { WakeUp } from '#messaging';

let lastN = 0;

/** A wake-up with a higher `n` than any before. */
export function wakeUpOf(fields: Partial<WakeUp> = {}): WakeUp {
  lastN += 1;
  const now = new Date().toISOString();
  return {
    deploymentId: '00000000-0000-4000-8000-000000000001',
    key: 'due:1',
    dueId: 1,
    n: lastN,
    sentAt: now,
    dueAt: now,
    site: 'magazine',
    postId: 7,
    brand: 'MAG',
    step: 'content',
    attempt: 1,
    probe: false,
    ...fields,
  };
}
