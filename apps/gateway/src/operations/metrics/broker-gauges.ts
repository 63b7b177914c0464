import { Gauge, type Registry } from 'prom-client';
import type { EventStore } from '#event-store';
import type { RabbitConnection } from '#messaging';
import { relayLag } from '#relay';

/** The way from the store to the broker, at each scrape. */
export class BrokerGauges {
  private readonly connected: Gauge;
  private readonly events: Gauge;
  private readonly seconds: Gauge;

  constructor(
    registry: Registry,
    private readonly store: EventStore,
    private readonly connection: RabbitConnection,
  ) {
    const registers = [registry];
    this.connected = new Gauge({
      name: 'newsletter_broker_connected',
      help: '1 while this process is connected to RabbitMQ.',
      registers,
    });
    this.events = new Gauge({
      name: 'newsletter_relay_lag_events',
      help: 'Events not yet published to RabbitMQ, whichever process relays.',
      registers,
    });
    this.seconds = new Gauge({
      name: 'newsletter_relay_lag_seconds',
      help: 'Age of the oldest event not yet published to RabbitMQ.',
      registers,
    });
  }

  async refresh(): Promise<void> {
    this.connected.set(this.connection.connected ? 1 : 0);
    // Of a store that is away newsletter_store_up tells.
    const lag = await relayLag(this.store).catch(() => undefined);
    if (lag) {
      this.events.set(lag.events);
      this.seconds.set(lag.ms / 1000);
      return;
    }
    this.events.remove();
    this.seconds.remove();
  }
}
