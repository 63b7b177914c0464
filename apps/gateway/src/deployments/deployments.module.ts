import { Module } from '@nestjs/common';
import { ActionsController } from './actions.controller.js';
import { ActionTaker } from './action-taker.js';
import { DeploymentReader } from './deployment-reader.js';
import { DeploymentsController } from './deployments.controller.js';
import { PostsController } from './posts.controller.js';
import { WakeUpController } from './wake-up.controller.js';

/** Where newsletters stand, and what people ask for. */
@Module({
  controllers: [DeploymentsController, PostsController, ActionsController, WakeUpController],
  providers: [DeploymentReader, ActionTaker],
  exports: [DeploymentReader, ActionTaker],
})
export class DeploymentsModule {}
