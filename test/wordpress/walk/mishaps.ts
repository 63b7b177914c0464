import type { Act } from './acts.js';
import type { Desk } from './desk.js';

const REFUSALS = [400, 413, 429, 503];

async function refused(desk: Desk): Promise<void> {
  const { door, wordpress } = desk.newsroom;
  const problem = '{"type":"about:blank","title":"No","status":400,"detail":"Not this one."}';
  const headers = { 'content-type': 'application/problem+json' };
  await door.set({ status: desk.chance.one(REFUSALS), headers, body: problem });
  await wordpress.cron();
  await door.set('open');
}

/** What happens to the plugin and to its events in transit. */
export const MISHAPS: Record<string, Act> = {
  'the plugin is switched off or on': {
    weight: 1.5,
    whileOff: true,
    run: async (desk) => {
      desk.isOn = !desk.isOn;
      const off = desk.isOn ? {} : { OMEDA_CONNECTOR_DISABLED: true };
      await desk.newsroom.wordpress.define(off);
      return true;
    },
  },
  'what waits is delivered': {
    weight: 5,
    whileOff: true,
    run: async (desk) => {
      await desk.newsroom.tryNow();
      return true;
    },
  },
  'reconcile runs': {
    weight: 2,
    whileOff: true,
    run: async (desk) => {
      await desk.newsroom.wordpress.php("do_action('omeda_connector_reconcile');");
      return true;
    },
  },
  'cron publishes what is due': {
    weight: 2,
    whileOff: true,
    run: async ({ newsroom: { wordpress } }) => {
      await fetch(`${wordpress.url}/wp-cron.php?doing_wp_cron`);
      return true;
    },
  },
  'an event is lost': {
    weight: 3,
    whileOff: true,
    run: async ({ newsroom: { wordpress } }) => {
      wordpress.sql(
        "DELETE FROM wp_omeda_outbox WHERE state = 'waiting' AND attempts = 0 ORDER BY RAND() LIMIT 1",
      );
      return true;
    },
  },
  'events are refused': {
    weight: 2,
    whileOff: false,
    run: async (desk) => {
      await refused(desk);
      return true;
    },
  },
  'the gateway is down while events are due': {
    weight: 2,
    whileOff: false,
    run: async ({ newsroom: { door, wordpress } }) => {
      await door.set('closed');
      await wordpress.cron();
      await door.set('open');
      return true;
    },
  },
};
