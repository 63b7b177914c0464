import type { DeploymentRow } from '../../libs/event-store/src/index.js';

export type Appending = {
  writers: number;
  /** In each append. */
  events: number;
  ms: number;
};

export const METADATA = {
  actor: { kind: 'service' as const, id: 'deployer' },
  correlationId: '7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11',
};

/** Ordinary events, such as each step appends. */
export function factsOf(count: number, at: string) {
  return Array.from({ length: count }, (_, index) => ({
    type: 'StepDue' as const,
    data: {
      dueId: index + 1,
      step: 'content' as const,
      revision: 1,
      attempt: 1,
      dueAt: at,
      reason: 'saved',
    },
  }));
}

/** An ordinary row of the status, with a body of half a kilobyte. */
export function rowOf(number: number): DeploymentRow {
  const title = `Morning news, number ${number}`;
  return {
    site: 'daily',
    brand: 'DEMO',
    postId: number,
    postUid: '7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11',
    title,
    status: 'requested',
    step: 'content',
    dueId: 1,
    dueAt: '2030-01-01T00:00:00.000Z',
    held: null,
    failed: false,
    sendAt: null,
    trackId: null,
    wakeAt: '2030-01-01T00:00:00.000Z',
    wakeKey: 'due:1',
    body: { title, status: 'requested', problems: [], warnings: ['x'.repeat(400)] },
  };
}
