import { Module } from '@nestjs/common';
import { AfterFailover } from './doctor/after-failover.js';
import { AfterRestore } from './doctor/after-restore.js';
import { Doctor } from './doctor/doctor.js';
import { DoctorController } from './doctor/doctor.controller.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OperationsController } from './overview/operations.controller.js';
import { OperationsReader } from './overview/operations-reader.js';
import { PARKED_ITEMS } from './parked/parked-items.provider.js';
import { ParkedController } from './parked/parked.controller.js';
import { RebuildController } from './rebuild/rebuild.controller.js';

/** For operators: what is wrong, and what can be done about it. */
@Module({
  controllers: [
    DoctorController,
    OperationsController,
    RebuildController,
    ParkedController,
    HealthController,
    MetricsController,
  ],
  providers: [Doctor, OperationsReader, AfterFailover, AfterRestore, PARKED_ITEMS, Metrics],
  exports: [Doctor],
})
export class OperationsModule {}
