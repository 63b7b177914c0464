import { Module } from '@nestjs/common';
import { RenderingModule } from '../rendering/rendering.module.js';
import { PreviewController } from './preview.controller.js';
import { Previewer } from './previewer.js';

/** What readers would get, before anything is saved. */
@Module({
  imports: [RenderingModule],
  controllers: [PreviewController],
  providers: [Previewer],
})
export class PreviewModule {}
