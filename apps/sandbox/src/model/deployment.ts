export type Status =
  | 'New'
  | 'Waiting Review'
  | 'Submitted'
  | 'Accepted'
  | 'Not Accepted'
  | 'Approved'
  | 'Scheduled'
  | 'Sending'
  | 'Sent'
  | 'Cancelled';

export type Tester = {
  FirstName?: string;
  LastName?: string;
  EmailAddress?: string;
  ReportRecipient?: number;
};

/** A list of recipients on the one split. Times in milliseconds of the sandbox's clock. */
export type AudienceList = {
  listId: string;
  queryName?: string;
  recipientList?: string;
  outputCriteria?: string;
  assignedMs: number;
  /** When it is loaded. */
  readyMs: number;
  count: number;
  outcome: ListOutcome;
  /** Where to post the status once it is loaded, until one attempt succeeds or all were made. */
  callbacks?: Callback[];
};

/** A URL to call, and the time of the next attempt. */
export type Callback = { url: string; attempts: number; nextMs: number };

/** How loading ends: `EMPTY` with no valid recipient (409), `STUCK` never. */
export const LIST_OUTCOMES = ['DONE', 'WARNING', 'ERROR', 'EMPTY', 'STUCK'] as const;
export type ListOutcome = (typeof LIST_OUTCOMES)[number];

type RemovedList = { listId: string; name: string; isFile: boolean; by: string; ms: number };

export type Content = {
  fromName: string;
  mailbox: string;
  subject: string;
  replyTo: string;
  preheader: string;
  html: string;
  text: string;
};

type Test = { number: number; sentMs: number };

export type Deployment = {
  trackId: string;
  brand: string;
  name: string;
  typeId: number;
  campaignId: string;
  notes: string;
  ownerUserId: string;
  approverUserId: string;
  testers: Tester[];
  requestedDate: string;
  createdMs: number;
  createdBy: string;
  /** `Scheduled` becomes Sending and Sent by the clock: see `statusOf`. */
  status: Status;
  scheduledMs?: number;
  list?: AudienceList;
  /** Lists that were assigned before. */
  removedLists: RemovedList[];
  content?: Content;
  /** Incremented by each change of the message. */
  contentVersion: number;
  testedVersion?: number;
  tests: Test[];
  portal?: { kind: 'edited' | 'created'; by: string; ms: number };
  history: { description: string; by: string; ms: number }[];
};

/** From the send time to the last mail, in milliseconds. */
const SENDING_MS = 60_000;

/** The status of a deployment at that time. */
export function statusOf({ status, scheduledMs }: Deployment, nowMs: number): Status {
  if (status !== 'Scheduled' || scheduledMs === undefined || nowMs < scheduledMs) return status;
  return nowMs < scheduledMs + SENDING_MS ? 'Sending' : 'Sent';
}
