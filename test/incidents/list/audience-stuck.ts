import type { Incident } from '../incident.js';

/** Longer than the checks take, and over before the newsletter is sent. */
const LONG_MS = 5 * 60_000;

/** Omeda takes minutes to load the audience of a newsletter that is sent soon. */
export const audienceStuck: Incident = {
  name: 'audience-stuck',
  alert: 'NewsletterNotScheduled',
  stage: { env: { AUDIENCE_LIMIT_SECONDS: '3600' } },
  async inject(stage) {
    const audience = { loadMs: LONG_MS };
    stage.sandbox.world.faults.add({ call: 'audience-add', audience, forever: true });
    await stage.site.schedule(9);
    await stage.site.until('audience-assigned');
  },
  doctor: { check: /^next send$/, words: /goes out in .* not scheduled/, cure: /deployments list/ },
  console: { path: '/console', text: /Goes out in .* audience that is still loading/ },
  log: /1 newsletter of DEMO [^:]*: not scheduled at Omeda[^"]*audience that is still loading/,
  async heal(stage) {
    stage.sandbox.world.faults.clear();
    stage.sandbox.world.clock.advance(LONG_MS);
    await stage.site.until('scheduled');
  },
};
