import { floorToMinute } from '#deployment';
import type { StepContext, StepHandler } from './step.js';

/** Sends the test. Where an earlier try may have sent it, Tests tells. */
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
 * More tests than earlier calls can have sent, one of them since these calls began: Omeda tells minutes. Neither alone
 * proves it: people send tests in the portal, and an earlier test may be of the same minute. What has no date is no proof.
 */
async function wasSent({ client, request }: StepContext<'test'>): Promise<boolean> {
  const { trackId, testsBefore, since } = request;
  if (since === undefined) return false;
  const { tests } = await client.approvals(trackId);
  const minute = floorToMinute(since);
  const isSince = tests.some(({ sentAt }) => sentAt !== undefined && sentAt >= minute);
  return isSince && tests.length > testsBefore;
}
