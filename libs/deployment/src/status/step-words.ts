import type { Step } from '#events';

/** What each step is called in sentences. */
export const STEP_WORDS: Record<Step, string> = {
  create: 'Creation',
  update: 'Update of name and testers',
  audience: 'Assignment of the audience',
  'await-audience': 'Check of the audience',
  content: 'Content',
  test: 'Test',
  schedule: 'Scheduling',
  unschedule: 'Unscheduling',
  cancel: 'Cancellation',
  watch: 'Status check at Omeda',
};
