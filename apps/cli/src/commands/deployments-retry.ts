import { action } from './action.js';

export const retry = action({
  kind: 'retry',
  summary: 'Try a failed step again',
  about:
    'It goes on from where it stopped. Mend the cause first: "deployments show" has Omeda’s words.',
  examples: [''],
});
