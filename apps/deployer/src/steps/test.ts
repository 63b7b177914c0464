import type { StepHandler } from './step.js';

/** Sends the test. Where an earlier try may have sent it, one more entry in Tests tells. */
export const test: StepHandler<'test'> = async ({ client, request, resolving }) => {
  if (resolving) {
    const { tests } = await client.approvals(request.trackId);
    if (tests.length > request.testsBefore) {
      return { kind: 'test-sent', warnings: [], repeated: false };
    }
  }
  const { warnings } = await client.sendTest(request.trackId);
  return {
    kind: 'test-sent',
    warnings: warnings.map((words) => ({ code: 'omeda-warning', words })),
    repeated: resolving,
  };
};
