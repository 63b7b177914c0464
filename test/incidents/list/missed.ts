import type { Incident } from '../incident.js';

const HOUR_MS = 60 * 60_000;

/** Omeda is unavailable until the send time of a newsletter has passed. */
export const missed: Incident = {
  name: 'newsletter-missed',
  alert: 'NewsletterMissed',
  async inject(stage) {
    stage.sandbox.world.faults.add({ call: 'schedule', status: 503, forever: true });
    await stage.site.schedule();
    await stage.site.until('test-sent');
    await stage.pass(HOUR_MS);
    stage.sandbox.world.faults.clear();
    await stage.site.until('missed');
  },
  doctor: { check: /^missed$/, words: /1 newsletter of DEMO missed/, cure: /deployments send/ },
  console: { path: '/console', text: /Missed its send time/ },
  log: /Missed: it was not scheduled by/,
  heal: (stage) => stage.site.act('cancel'),
};
