import type { Incident } from '../incident.js';

/** Omeda responds to each call with 503. */
export const omedaUnavailable: Incident = {
  name: 'omeda-unavailable',
  alert: 'BrandHeld',
  async inject(stage) {
    stage.sandbox.world.faults.add({ status: 503, text: 'Maintenance.', forever: true });
    await stage.site.schedule();
  },
  doctor: { check: /^omeda DEMO$/, words: /Omeda is not responding/, cure: /wait, or check/ },
  console: { path: '/console', text: /No call is made for DEMO/ },
  log: /Brand DEMO is held: Omeda is not responding/,
  async heal(stage) {
    stage.sandbox.world.faults.clear();
    await stage.site.until('scheduled');
  },
};
