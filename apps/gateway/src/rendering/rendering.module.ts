import { Module } from '@nestjs/common';
import { NewsletterRenderer } from './newsletter-renderer.js';

/** One shared pool of workers. */
@Module({ providers: [NewsletterRenderer], exports: [NewsletterRenderer] })
export class RenderingModule {}
