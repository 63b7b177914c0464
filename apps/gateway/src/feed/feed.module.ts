import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedReader } from './feed-reader.js';

/** All public events in their order, for who has no broker. */
@Module({ controllers: [FeedController], providers: [FeedReader] })
export class FeedModule {}
