const STATUSES = [
  'New',
  'Waiting Review',
  'Scheduled',
  'Sending',
  'Sent',
  'Cancelled',
  'Not Accepted',
  'Accepted',
  'Submitted',
  'Approved',
] as const;

type KnownStatus = (typeof STATUSES)[number];

/** A deployment's status as Omeda's documentation spells it; an unknown one stays as it came. */
export type DeploymentStatus = KnownStatus | (string & {});

const key = (status: string) => status.replaceAll(/[\s_-]/g, '').toLowerCase();
const BY_KEY = new Map(STATUSES.map((status) => [key(status), status]));

/** Approved alone sets no time: only with a date will Omeda send it. */
export function isScheduled({
  status,
  scheduledAt,
}: {
  status: DeploymentStatus;
  scheduledAt?: string;
}): boolean {
  return status === 'Scheduled' || (status === 'Approved' && scheduledAt !== undefined);
}

/** `WAITING_REVIEW` and `Waiting Review` were both seen: one spelling for both. */
export function normalStatus(status: string): DeploymentStatus {
  return BY_KEY.get(key(status)) ?? status;
}
