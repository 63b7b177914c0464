import type { Incident } from '../incident.js';

export const brokerStopped: Incident = {
  name: 'broker-stopped',
  alert: 'BrokerUnreachable',
  inject: (stage) => stage.servers.broker.stop(),
  doctor: { check: /^broker$/, words: /No connection to .*ECONNREFUSED/, cure: /start RabbitMQ/ },
  console: { path: '/console/operations', text: /No connection to .*ECONNREFUSED/ },
  log: /No connection to [^"]*ECONNREFUSED/,
  heal: (stage) => stage.servers.broker.start(),
};
