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
  /** From when on it is loaded. */
  readyMs: number;
  count: number;
  outcome: ListOutcome;
  /** Where to post the status once it is loaded, until one attempt was answered or all were made. */
  callbacks?: Callback[];
};

/** An address that is to be called, and when next. */
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
  /** Lists that were assigned once. */
  removedLists: RemovedList[];
  content?: Content;
  /** Raised by each change of the message. */
  contentVersion: number;
  testedVersion?: number;
  tests: Test[];
  portal?: { kind: 'edited' | 'created'; by: string; ms: number };
  history: { description: string; by: string; ms: number }[];
};

/** Between the send time and the last mail, in milliseconds. */
const SENDING_MS = 60_000;

/** Where a deployment stands at that moment. */
export function statusOf({ status, scheduledMs }: Deployment, nowMs: number): Status {
  if (status !== 'Scheduled' || scheduledMs === undefined || nowMs < scheduledMs) return status;
  return nowMs < scheduledMs + SENDING_MS ? 'Sending' : 'Sent';
}
