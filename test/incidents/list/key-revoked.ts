import type { Incident } from '../incident.js';

/** Omeda refuses the key of the brand. */
export const keyRevoked: Incident = {
  name: 'key-revoked',
  alert: 'BrandHeld',
  async inject(stage) {
    stage.site.revokeKey(true);
    await stage.site.schedule();
  },
  doctor: { check: /^omeda DEMO$/, words: /Omeda rejects the key/, cure: /replace the appId/ },
  console: { path: '/console', text: /No call is made for DEMO/ },
  log: /Brand DEMO is held: Omeda rejects its key/,
  async heal(stage) {
    stage.site.revokeKey(false);
    await stage.site.until('scheduled');
  },
};
