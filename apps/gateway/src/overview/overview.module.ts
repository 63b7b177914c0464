import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { BulkController } from './bulk.controller.js';
import { BulkTaker } from './bulk-taker.js';
import { OverviewController } from './overview.controller.js';
import { OverviewReader } from './overview-reader.js';

/** All newsletters at once: what needs people, what is sent when, and bulk actions. */
@Module({
  imports: [DeploymentsModule],
  controllers: [OverviewController, BulkController],
  providers: [OverviewReader, BulkTaker],
})
export class OverviewModule {}
