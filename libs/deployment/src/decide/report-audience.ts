import type { Draft } from './conclude.js';

/** Has the audience's status read at once, if it is awaited; returns why not otherwise. */
export function reportAudience(draft: Draft): string | undefined {
  const { state } = draft;
  if (!state) return 'this newsletter does not exist';
  const { audience } = state.omeda ?? {};
  if (state.due?.step !== 'await-audience' || !audience) return 'no audience is awaited';
  if (audience.reportedAt) return 'it was already reported';
  draft.add({ type: 'AudienceReported', data: {} });
  return undefined;
}
