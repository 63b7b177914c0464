import type { Incident } from '../incident.js';

const HOUR_MS = 60 * 60_000;

/** A newsletter is unpublished while its owner is inactive in Omeda, which sends it. */
export const sentAfterWithdrawal: Incident = {
  name: 'sent-after-withdrawal',
  alert: 'NewsletterSentAfterWithdrawal',
  async inject(stage) {
    await stage.site.schedule();
    await stage.site.until('scheduled');
    const text = "UserId 'owner' is not authorized to unschedule deployment 'DEMO1'.";
    stage.sandbox.world.faults.add({ call: 'unschedule', status: 400, text, forever: true });
    await stage.site.unpublish();
    await stage.site.until('failed');
    await stage.pass(HOUR_MS);
    await stage.site.until('sent-after-withdrawal');
  },
  doctor: { check: /^sent after withdrawal$/, words: /1 newsletter of DEMO/, cure: /newsroom/ },
  console: { path: '/console', text: /Sent after it was withdrawn/ },
  log: /Sent on [^"]*, although it was withdrawn on/,
  /** It cannot be recalled: alert and doctor show it for a day, the console for three. */
  heal: (stage) => stage.pass(4 * 24 * HOUR_MS),
};
