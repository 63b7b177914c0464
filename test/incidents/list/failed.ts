import type { Incident } from '../incident.js';

/** Omeda rejects a step permanently. */
export const failed: Incident = {
  name: 'newsletter-failed',
  alert: 'NewsletterFailed',
  async inject(stage) {
    const text = 'The query is unknown.';
    stage.sandbox.world.faults.add({ call: 'audience-add', status: 400, text, forever: true });
    await stage.site.schedule();
  },
  doctor: { check: /^failed$/, words: /1 newsletter of DEMO failed/, cure: /retry/ },
  console: { path: '/console', text: /Assigning the audience failed: .*The query is unknown/ },
  log: /The query is unknown/,
  async heal(stage) {
    stage.sandbox.world.faults.clear();
    await stage.site.act('retry');
    await stage.site.until('scheduled');
  },
};
