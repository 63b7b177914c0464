import type { Incident } from '../incident.js';

/** A person unschedules a newsletter whose owner is inactive in Omeda. */
export const notTakenBack: Incident = {
  name: 'not-taken-back',
  alert: 'NewsletterNotTakenBack',
  async inject(stage) {
    await stage.site.schedule(60);
    await stage.site.until('scheduled');
    const text = "UserId 'owner' is not authorized to unschedule deployment 'DEMO1'.";
    stage.sandbox.world.faults.add({ call: 'unschedule', status: 400, text, forever: true });
    await stage.site.act('unschedule');
  },
  doctor: { check: /^not taken back$/, words: /Omeda sends it in/, cure: /Omeda’s portal/ },
  console: { path: '/console', text: /Omeda sends it in .* to be taken back: .*not authorized/ },
  log: /Unscheduling failed: [^"]*not authorized[^"]*goes out as it is/,
  async heal(stage) {
    stage.sandbox.world.faults.clear();
    await stage.site.act('retry');
  },
};
