import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { Changes } from './changes.js';
import { ChangesController } from './changes.controller.js';
import { LiveController } from './live.controller.js';
import { LiveChanges } from './live-changes.js';
import { LiveDeployments } from './live-deployments.js';
import { StreamPlaces } from './stream-places.js';

/** Changes as they happen. */
@Module({
  imports: [DeploymentsModule],
  controllers: [LiveController, ChangesController],
  providers: [Changes, LiveDeployments, LiveChanges, StreamPlaces],
  exports: [Changes, StreamPlaces],
})
export class LiveModule {}
