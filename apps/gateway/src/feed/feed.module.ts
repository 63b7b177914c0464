import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.js';
import { Feed } from './feed.js';
import { FeedController } from './feed.controller.js';
import { FeedCursors } from './feed-cursors.js';
import { FeedReader } from './feed-reader.js';
import { FeedStreams } from './feed-streams.js';
import { FeedWindows } from './feed-windows.js';
import { SchemasController } from './schemas.controller.js';

/** All public events in order, for subscribers without a broker. */
@Module({
  imports: [LiveModule],
  controllers: [FeedController, SchemasController],
  providers: [Feed, FeedReader, FeedWindows, FeedCursors, FeedStreams],
})
export class FeedModule {}
