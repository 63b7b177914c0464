import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { Changes } from './changes.js';
import { LiveController } from './live.controller.js';
import { LiveDeployments } from './live-deployments.js';

/** Changes as they happen. */
@Module({
  imports: [DeploymentsModule],
  controllers: [LiveController],
  providers: [Changes, LiveDeployments],
  exports: [Changes],
})
export class LiveModule {}
