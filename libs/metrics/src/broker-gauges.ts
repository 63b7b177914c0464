import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventStore } from '#event-store';
import type { EventPublisher, RabbitConnection } from '#messaging';
import { type Sweeper, relayLag } from '#relay';
import { StoreRead } from './store-read.js';

type BrokerDependencies = {
  store: EventStore;
  connection: RabbitConnection;
  sweeper: () => Sweeper;
  announcements: () => EventPublisher;
};

/** Relay and broker, at each scrape. */
export class BrokerGauges {
  private readonly gauges;
  private readonly lag: StoreRead<{ events: number; ms: number }>;

  constructor(
    registry: Registry,
    private readonly dependencies: BrokerDependencies,
  ) {
    this.gauges = gaugesIn(registry);
    this.lag = new StoreRead(() => relayLag(dependencies.store));
    countersIn(registry, dependencies);
  }

  async refresh(): Promise<void> {
    const { connected, blocked, events, seconds } = this.gauges;
    const { connection } = this.dependencies;
    connected.set(connection.connected ? 1 : 0);
    blocked.set(connection.blocked === undefined ? 0 : 1);
    // An unavailable store is reported by newsletter_store_up.
    const lag = await this.lag.result();
    if (lag) {
      events.set(lag.events);
      seconds.set(lag.ms / 1000);
      return;
    }
    events.remove();
    seconds.remove();
  }
}

function gaugesIn(registry: Registry) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `newsletter_${name}`, help, registers: [registry] });
  return {
    connected: gauge('broker_connected', '1 while this process is connected to RabbitMQ.'),
    blocked: gauge('broker_blocked', '1 while RabbitMQ blocks this process as a publisher.'),
    events: gauge(
      'relay_lag_events',
      'Events not yet published to RabbitMQ, whichever process relays.',
    ),
    seconds: gauge('relay_lag_seconds', 'Age of the oldest event not yet published to RabbitMQ.'),
  };
}

/** They are counted where they happen, and read from there. */
function countersIn(registry: Registry, dependencies: BrokerDependencies): void {
  const { connection, sweeper, announcements } = dependencies;
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `newsletter_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter(
    'broker_refusals_total',
    'How often RabbitMQ refused this process something for lack of a right.',
    () => connection.refusals,
  );
  counter(
    'broker_topology_repairs_total',
    'Exchanges, queues, and bindings that had been deleted and were declared again.',
    () => connection.repairs,
  );
  counter(
    'announcements_refused_total',
    "Announcements that a subscriber's queue refused; others got them.",
    () => announcements().refusals,
  );
  counter(
    'sweeper_repairs_total',
    'Wake-ups that the sweeper sent once more, because they were lost or not finished.',
    () => sweeper().repairs,
  );
}
