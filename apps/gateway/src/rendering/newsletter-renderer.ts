import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { type Newsletter, type NewsletterSource, renderNewsletter } from '#newsletter-html';
import { GATEWAY_PARTS, type GatewayParts, LOG } from '../gateway-parts.js';
import { RenderPool } from './render-pool.js';
import { workerFile } from './worker-file.js';

/** Shorter ones take a few milliseconds at worst, a hostile one some more. */
const INLINE_CHARACTERS = 4_000;

/** Renders newsletters; long ones in workers, so that the gateway answers others meanwhile. */
@Injectable()
export class NewsletterRenderer implements OnApplicationShutdown {
  private readonly pool: RenderPool | undefined;

  constructor(@Inject(GATEWAY_PARTS) { guardRails }: GatewayParts, @Inject(LOG) log: Logger) {
    const file = workerFile();
    if (file) this.pool = new RenderPool({ file, limitMs: guardRails.renderTimeoutMs, log });
  }

  /** @throws Problem `too-complex`, or `try-again`. */
  async render(source: NewsletterSource): Promise<Newsletter> {
    const { title, excerpt } = source.post;
    const { html, mail, template } = source;
    const sent = [html, mail.styles, template ?? '', title, excerpt];
    const characters = sent.reduce((sum, text) => sum + text.length, 0);
    if (!this.pool || characters <= INLINE_CHARACTERS) return renderNewsletter(source);
    return this.pool.render(source);
  }

  /** After the last answer. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool?.close();
  }
}
