import type { Incident } from '../incident.js';

/** RabbitMQ’s memory alarm. */
export const brokerBlocked: Incident = {
  name: 'broker-blocked',
  alert: 'BrokerBlocked',
  async inject(stage) {
    await stage.servers.broker.control('set_vm_memory_high_watermark', 'absolute', '1MB');
    await stage.site.schedule();
  },
  doctor: {
    check: /^broker$/,
    words: /blocks publishers: .*memory/,
    cure: /vm_memory_high_watermark/,
  },
  console: { path: '/console/operations', text: /RabbitMQ blocks publishers: .*memory/ },
  log: /RabbitMQ blocks this connection: [^"]*memory/,
  async heal(stage) {
    await stage.servers.broker.control('set_vm_memory_high_watermark', '0.6');
    await stage.site.until('scheduled');
  },
};
