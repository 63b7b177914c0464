import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { SubscriptionKeeper } from './subscription-keeper.js';
import { SubscriptionsController } from './subscriptions.controller.js';

/** Events by signed requests, for who has no broker and does not poll. */
@Module({
  controllers: [SubscriptionsController, DeliveriesController],
  providers: [SubscriptionKeeper],
})
export class SubscriptionsModule {}
