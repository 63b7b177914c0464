import type { Incident } from '../incident.js';

const MINUTE_MS = 60_000;

/** The deployer is stopped with a step in front of it. */
export const stepsOverdue: Incident = {
  name: 'steps-overdue',
  alert: 'StepsOverdue',
  async inject(stage) {
    await stage.stop('deployer');
    await stage.site.schedule(60);
    await stage.pass(10 * MINUTE_MS);
  },
  doctor: { check: /^due steps$/, words: /1 newsletters have a step/, cure: /deployer is running/ },
  console: { path: '/console', text: /is overdue/ },
  log: /1 newsletter of DEMO [^:]*: [^"]* is overdue/,
  async heal(stage) {
    await stage.start('deployer');
    await stage.site.until('scheduled');
  },
};
