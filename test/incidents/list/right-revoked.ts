import type { Incident } from '../incident.js';

/** A RabbitMQ administrator revokes the write right. */
export const rightRevoked: Incident = {
  name: 'right-revoked',
  alert: 'BrokerRightsLost',
  async inject(stage) {
    await stage.allow('.*', '^$', '.*');
    await stage.endConnections();
    await stage.site.schedule();
  },
  doctor: { check: /^right to write$/, words: /may not write/, cure: /rabbitmqctl set_perm/ },
  console: { path: '/console/operations', text: /User newsletter may not write/ },
  log: /User newsletter may not write/,
  async heal(stage) {
    await stage.allow('.*', '.*', '.*');
    await stage.site.until('scheduled');
  },
};
