import type { StepHandler } from './step.js';

/** Replaces the content; repeating it is harmless. */
export const content: StepHandler<'content'> = async ({ client, request, content: read }) => {
  const snapshot = await read(request.contentHash);
  const { warnings } = await client.setContent({ trackId: request.trackId, ...snapshot });
  return {
    kind: 'content-updated',
    warnings: warnings.map((words) => ({ code: 'omeda-warning', words })),
  };
};
