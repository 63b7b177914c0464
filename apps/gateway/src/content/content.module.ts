import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { ContentController } from './content.controller.js';
import { ContentReader } from './content-reader.js';

/** A newsletter's content, here and at Omeda. */
@Module({
  imports: [DeploymentsModule],
  controllers: [ContentController],
  providers: [ContentReader],
})
export class ContentModule {}
