import type { Answer, CallContext } from './call.js';
import { findByPath } from './lookup.js';
import { central, statusText } from './written.js';

/** `GET omail/deployment/approvals/{trackId}/*`: one entry per test sent. */
export function approvals(context: CallContext): Answer {
  const found = findByPath(context);
  const { content } = found;
  const document = {
    Status: statusText(found, context.world),
    ScheduledDate: central(found.scheduledMs),
    RequestedDate: found.requestedDate,
    ApprovalDate: '',
    SplitCount: 1,
    FinalApproverUserId: found.approverUserId,
    Tests: found.tests.map(({ number, sentMs }) => ({
      TestNumber: number,
      SentDate: central(sentMs),
      SentStatus: 'Sent',
      ApprovalStatusCode: 'WAITING',
      TestSplits: [
        {
          SplitNumber: 1,
          Id: number,
          FromName: content?.fromName,
          FromEmail: content && `${content.mailbox}@sandbox.example`,
          Subject: content?.subject,
        },
      ],
    })),
  };
  return { trackId: found.trackId, document };
}
