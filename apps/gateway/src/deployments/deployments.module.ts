import { Module } from '@nestjs/common';
import { ActionsController } from './actions/actions.controller.js';
import { ActionTaker } from './actions/action-taker.js';
import { CallsController } from './calls/calls.controller.js';
import { DeploymentReader } from './deployment-reader.js';
import { DeploymentsController } from './deployments.controller.js';
import { PostsController } from './posts.controller.js';
import { ResultsController } from './results/results.controller.js';
import { ResultsCsv } from './results/results-csv.js';
import { WakeUpController } from './actions/wake-up.controller.js';

/** The status of newsletters, and people's actions. */
@Module({
  controllers: [
    DeploymentsController,
    PostsController,
    ActionsController,
    CallsController,
    ResultsController,
    WakeUpController,
  ],
  providers: [DeploymentReader, ActionTaker, ResultsCsv],
  exports: [DeploymentReader, ActionTaker],
})
export class DeploymentsModule {}
