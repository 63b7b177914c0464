import type { Incident } from '../incident.js';

const MINUTE_MS = 60_000;

/** Events wait for a RabbitMQ that is down. */
export const relayLags: Incident = {
  name: 'relay-lags',
  alert: 'RelayLag',
  async inject(stage) {
    await stage.servers.broker.stop();
    await stage.site.schedule(60);
    await stage.pass(2 * MINUTE_MS);
  },
  doctor: { check: /^relay$/, words: /events wait to be published/, cure: /checks of the broker/ },
  console: { path: '/console/operations', text: /events wait to be published/ },
  log: /events wait to be published/,
  async heal(stage) {
    await stage.servers.broker.start();
    await stage.site.until('scheduled');
  },
};
