import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries.controller.js';
import { SubscriptionKeeper } from './subscription-keeper.js';
import { SubscriptionsController } from './subscriptions.controller.js';

/** Events by signed requests, for subscribers without broker or polling. */
@Module({
  controllers: [SubscriptionsController, DeliveriesController],
  providers: [SubscriptionKeeper],
})
export class SubscriptionsModule {}
