import type { Incident } from '../incident.js';

/** The last gateway is stopped: doctor and console are its own, and its log ends. */
export const gatewaysStopped: Incident = {
  name: 'gateways-stopped',
  alert: 'GatewayDown',
  inject: (stage) => stage.stop('gateway'),
  heal: (stage) => stage.start('gateway'),
};
