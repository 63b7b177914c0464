import { Gauge, type Registry } from 'prom-client';
import { type EventStore, storeCertificateExpiry } from '#event-store';
import type { RabbitConnection } from '#messaging';

type Peers = { store: EventStore; connection?: RabbitConnection };

/** Until when the certificates that servers presented to this process are valid. */
export class CertificateGauge {
  private readonly gauge: Gauge<'peer'>;

  constructor(
    registry: Registry,
    private readonly peers: Peers,
  ) {
    this.gauge = new Gauge({
      name: 'newsletter_certificate_expiry_timestamp_seconds',
      help: 'When the certificate that a server showed expires, in seconds since 1970.',
      labelNames: ['peer'],
      registers: [registry],
    });
  }

  async refresh(): Promise<void> {
    const { store, connection } = this.peers;
    this.gauge.reset();
    this.set('broker', connection?.certificateExpiry);
    this.set('store', storeCertificateExpiry(store.dataSource));
  }

  private set(peer: string, expiry: Date | undefined): void {
    if (expiry) this.gauge.set({ peer }, expiry.getTime() / 1000);
  }
}
