import { Global, Module, type OnModuleInit, Optional } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Deployments, EventStore, Figures, ParkedRecords, Timers } from '#event-store';
import { EventPublisher, RabbitConnection } from '#messaging';
import { Sweeper } from '#relay';
import { BrokerGauges } from './broker-gauges.js';
import { CertificateGauge } from './certificate-gauge.js';
import { MetricRegistry } from './metric-registry.js';
import { PoolGauges } from './pool-gauges.js';
import { StepMetrics } from './step-metrics.js';
import { StoreGauges } from './store-gauges.js';
import { storeLimitBytes } from './store-limit.js';

/** The metrics of every process about store and broker. Its store comes from the process's root module. */
@Global()
@Module({ providers: [MetricRegistry, StepMetrics], exports: [MetricRegistry, StepMetrics] })
export class MetricsModule implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly store: EventStore,
    private readonly modules: ModuleRef,
    /** Present only in processes that use a broker. */
    @Optional() private readonly connection?: RabbitConnection,
  ) {}

  onModuleInit(): void {
    const { metrics, store, connection } = this;
    const { registry } = metrics;
    // Before a scrape itself uses the pool.
    metrics.add(new PoolGauges(registry, store));
    metrics.add(new StoreGauges(registry, this.storeDependencies()));
    metrics.add(new CertificateGauge(registry, { store, ...(connection ? { connection } : {}) }));
    if (!connection) return;
    const sweeper = () => this.modules.get(Sweeper, { strict: false });
    const announcements = () => this.modules.get(EventPublisher, { strict: false });
    metrics.add(new BrokerGauges(registry, { store, connection, sweeper, announcements }));
  }

  private storeDependencies() {
    const find = this.modules;
    const records = find.get(ParkedRecords, { strict: false });
    const timers = find.get(Timers, { strict: false });
    const limitBytes = storeLimitBytes();
    return {
      store: this.store,
      deployments: find.get(Deployments, { strict: false }),
      figures: find.get(Figures, { strict: false }),
      // With a broker, each parked wake-up also has a record.
      countParked: async () =>
        (await records.count()) + (this.connection ? 0 : await timers.countParked()),
      ...(limitBytes === undefined ? {} : { limitBytes }),
    };
  }
}
