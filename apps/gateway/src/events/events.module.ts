import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { RenderingModule } from '../rendering/rendering.module.js';
import { EventReceiver } from './event-receiver.js';
import { EventsController } from './events.controller.js';
import { RunWaiter } from './run-waiter.js';

/** Events from WordPress. */
@Module({
  imports: [LiveModule, RenderingModule],
  controllers: [EventsController],
  providers: [EventReceiver, RunWaiter],
})
export class EventsModule {}
