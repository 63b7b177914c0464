import { action } from './action.js';

export const unschedule = action({
  kind: 'unschedule',
  summary: 'Take it off the schedule, and hold it',
  about: '"deployments resume" schedules it again.',
  examples: [''],
});
