import {
  type DynamicModule,
  type MiddlewareConsumer,
  Module,
  type NestModule,
} from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Logger } from 'pino';
import { createLog } from '#process';
import { DEFAULT_SUPERSEDED_CONTENT_DAYS } from './config.js';
import { ContentController } from './content/content.controller.js';
import { ContentReader } from './content/content-reader.js';
import { ActionsController } from './deployments/actions.controller.js';
import { ActionTaker } from './deployments/action-taker.js';
import { DeploymentReader } from './deployments/deployment-reader.js';
import { DeploymentsController } from './deployments/deployments.controller.js';
import { PostsController } from './deployments/posts.controller.js';
import { AfterRestore } from './doctor/after-restore.js';
import { Doctor } from './doctor/doctor.js';
import { DoctorController } from './doctor/doctor.controller.js';
import { Eraser } from './erasure/eraser.js';
import { ErasureController } from './erasure/erasure.controller.js';
import { PeopleController } from './erasure/people.controller.js';
import { PersonEraser } from './erasure/person-eraser.js';
import { Purge } from './erasure/purge.js';
import { SupersededPurge } from './erasure/superseded-purge.js';
import { beforeBody } from './events/before-body.js';
import { EventAnswerer } from './events/event-answerer.js';
import { EventReceiver } from './events/event-receiver.js';
import { EventsController } from './events/events.controller.js';
import { ReceiptPurge } from './events/receipt-purge.js';
import { RunWaiter } from './events/run-waiter.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedReader } from './feed/feed-reader.js';
import { GATEWAY_PARTS, type GatewayParts, type GivenParts, LOG } from './gateway-parts.js';
import { BodyBudget } from './guard/body-budget.js';
import { ConnectionDrain } from './guard/connection-drain.js';
import { GUARD_RAILS } from './guard/guard-rails.js';
import { SiteLimits } from './guard/site-limits.js';
import { HealthController } from './health/health.controller.js';
import { actionBody, eventBody } from './http/body.js';
import { Changes } from './live/changes.js';
import { LiveController } from './live/live.controller.js';
import { LiveDeployments } from './live/live-deployments.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { PreviewController } from './preview/preview.controller.js';
import { Previewer } from './preview/previewer.js';
import { PARKED_DESK } from './parked/parked-desk.provider.js';
import { ParkedController } from './parked/parked.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { RebuildController } from './rebuild/rebuild.controller.js';
import { NewsletterRenderer } from './rendering/newsletter-renderer.js';
import { SitesController } from './sites/sites.controller.js';
import { DeploymentTypes } from './types/deployment-types.js';
import { TypesController } from './types/types.controller.js';

/**
 * REST in, status out. The event store's module comes from whoever composes the process, and the
 * application is created with GATEWAY_APP_OPTIONS and handed to prepareGateway.
 */
@Module({})
export class GatewayModule implements NestModule {
  constructor(@Inject(GATEWAY_PARTS) private readonly parts: GatewayParts) {}

  static forRoot({
    guardRails = GUARD_RAILS,
    supersededContentDays = DEFAULT_SUPERSEDED_CONTENT_DAYS,
    ...rest
  }: GivenParts): DynamicModule {
    const parts: GatewayParts = { ...rest, guardRails, supersededContentDays };
    const { logLevel } = parts;
    return {
      module: GatewayModule,
      controllers: [
        EventsController,
        PostsController,
        DeploymentsController,
        ContentController,
        PreviewController,
        ActionsController,
        LiveController,
        TypesController,
        SitesController,
        FeedController,
        ErasureController,
        PeopleController,
        DoctorController,
        RebuildController,
        ParkedController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: GATEWAY_PARTS, useValue: parts },
        { provide: LOG, useFactory: () => createLog(logLevel) },
        {
          provide: APP_FILTER,
          inject: [LOG],
          useFactory: (log: Logger) => new ProblemFilter(log),
        },
        EventAnswerer,
        EventReceiver,
        NewsletterRenderer,
        ReceiptPurge,
        RunWaiter,
        SiteLimits,
        ConnectionDrain,
        DeploymentReader,
        ContentReader,
        Previewer,
        ActionTaker,
        Changes,
        LiveDeployments,
        DeploymentTypes,
        FeedReader,
        Eraser,
        PersonEraser,
        Purge,
        SupersededPurge,
        Doctor,
        AfterRestore,
        PARKED_DESK,
        Metrics,
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    const { sites, contentLimitBytes, guardRails } = this.parts;
    const budget = new BodyBudget(guardRails.arrivingBytes);
    consumer
      .apply(beforeBody(sites), eventBody(contentLimitBytes, budget))
      .forRoutes('v1/sites/:site/events', 'v1/sites/:site/preview');
    consumer.apply(actionBody()).forRoutes('v1/deployments/:id/:action', 'v1/people/erase');
  }
}
