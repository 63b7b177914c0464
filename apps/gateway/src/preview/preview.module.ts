import { Module } from '@nestjs/common';
import { RenderingModule } from '../rendering/rendering.module.js';
import { PreviewController } from './preview.controller.js';
import { Previewer } from './previewer.js';

/** Previews what readers would get, before any save. */
@Module({
  imports: [RenderingModule],
  controllers: [PreviewController],
  providers: [Previewer],
})
export class PreviewModule {}
