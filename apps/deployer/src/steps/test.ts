import { floorToMinute } from '#deployment';
import type { StepContext, StepHandler } from './step.js';

/** Sends the test, unless Tests shows that an earlier try did. */
export const test: StepHandler<'test'> = async (context) => {
  const { client, request, resolving } = context;
  if (resolving && (await wasSent(context))) {
    return { kind: 'test-sent', warnings: [], repeated: false };
  }
  const { warnings } = await client.sendTest(request.trackId);
  return {
    kind: 'test-sent',
    warnings: warnings.map((words) => ({ code: 'omeda-warning', words })),
    repeated: resolving,
  };
};

/**
 * More tests than earlier calls can have sent, one of them since these calls began, to the minute. Neither alone proves
 * it: people send tests in the portal, and an earlier test may be of the same minute. Without a date, it is no proof.
 */
async function wasSent({ client, request }: StepContext<'test'>): Promise<boolean> {
  const { trackId, testsBefore, since } = request;
  if (since === undefined) return false;
  const { tests } = await client.approvals(trackId);
  const minute = floorToMinute(since);
  const isSince = tests.some(({ sentAt }) => sentAt !== undefined && sentAt >= minute);
  return isSince && tests.length > testsBefore;
}
