import { Module } from '@nestjs/common';
import { NewsletterRenderer } from './newsletter-renderer.js';

/** One pool of workers for all that render. */
@Module({ providers: [NewsletterRenderer], exports: [NewsletterRenderer] })
export class RenderingModule {}
