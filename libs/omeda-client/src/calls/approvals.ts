import { count, instant, records, text } from '../reading.js';
import { type DeploymentStatus, normalStatus } from '../status.js';
import { unreadable } from '../errors/unreadable.js';
import type { CallOptions, Connection } from '../wire.js';

export type TestSent = {
  /** From 1, in the order of sending. */
  number: number;
  /** Instant (ISO, UTC). */
  sentAt?: string;
  /** Ready, Sending or Sent. */
  status?: string;
  /** NEW, WAITING, APPROVED, DISAPPROVED or FINAL_APPROVED. */
  approval?: string;
};

/** `tests` has one entry for each test sent. Instants are ISO, UTC. */
export type Approvals = {
  status: DeploymentStatus;
  scheduledAt?: string;
  approvedAt?: string;
  tests: TestSent[];
};

/** Tests and their approval (GET omail/deployment/approvals/{trackId}). @throws {OmedaError} */
export async function approvals(
  { send }: Connection,
  trackId: string,
  options?: CallOptions,
): Promise<Approvals> {
  const path = ['omail', 'deployment', 'approvals', trackId];
  const reply = await send({ call: 'approvals', method: 'GET', path }, options);
  const status = text(reply, 'Status');
  if (!status) throw unreadable('approvals', 'no Status');
  const scheduledAt = instant(reply, 'ScheduledDate');
  const approvedAt = instant(reply, 'ApprovalDate');
  const tests = records(reply, 'Tests').map((test, index) => {
    const sentAt = instant(test, 'SentDate');
    const sentStatus = text(test, 'SentStatus');
    const approval = text(test, 'ApprovalStatusCode');
    return {
      number: count(test, 'TestNumber') ?? index + 1,
      ...(sentAt ? { sentAt } : {}),
      ...(sentStatus ? { status: sentStatus } : {}),
      ...(approval ? { approval } : {}),
    };
  });
  return {
    status: normalStatus(status),
    ...(scheduledAt ? { scheduledAt } : {}),
    ...(approvedAt ? { approvedAt } : {}),
    tests,
  };
}
