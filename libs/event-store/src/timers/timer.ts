/** A deployment that must be processed now. */
export type Timer = {
  deploymentId: string;
  /** Why it fired: changes with the reason. */
  wakeKey: string;
  wakeAt: string;
  dueId: number | null;
  step: string | null;
  attempt: number | null;
  /** Counts the wake-ups of this deployment. */
  n: number;
  sentAt: string;
  /** How often it was taken since it was last postponed. */
  deliveries: number;
  brand: string;
  site: string;
  postId: number;
  /** The one step that may try a held brand. */
  probe: boolean;
};

export type TimerRow = {
  deployment_id: string;
  wake_key: string;
  wake_at: Date;
  due_id: number | null;
  step: string | null;
  attempt: number | null;
  n: number;
  sent_at: Date;
  deliveries: number;
  brand: string;
  site: string;
  post_id: string;
};

export function toTimer(row: TimerRow, probe: boolean): Timer {
  return {
    deploymentId: row.deployment_id,
    wakeKey: row.wake_key,
    wakeAt: row.wake_at.toISOString(),
    dueId: row.due_id,
    step: row.step,
    attempt: row.attempt,
    n: row.n,
    sentAt: row.sent_at.toISOString(),
    deliveries: row.deliveries,
    brand: row.brand,
    site: row.site,
    postId: Number(row.post_id),
    probe,
  };
}
