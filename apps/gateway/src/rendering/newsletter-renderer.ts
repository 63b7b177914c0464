import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import {
  type Body,
  type BodySource,
  type Newsletter,
  type NewsletterSource,
  prepareNewsletter,
} from '#newsletter-html';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from '../gateway-settings.js';
import { KnownBodies } from './known-bodies.js';
import { RenderPool } from './render-pool.js';
import { isSmall } from './small.js';
import { workerFile } from './worker-file.js';

/** Renders newsletters; long ones in other processes, so that the gateway can serve other requests. */
@Injectable()
export class NewsletterRenderer implements OnApplicationShutdown {
  private readonly pool: RenderPool | undefined;
  private readonly known = new KnownBodies();

  constructor(@Inject(GATEWAY_SETTINGS) { guardRails }: GatewaySettings, @Inject(LOG) log: Logger) {
    const file = workerFile();
    if (file) this.pool = new RenderPool({ file, limitMs: guardRails.renderTimeoutMs, log });
  }

  /** @throws Problem `too-complex`, or `try-again`. */
  async render(source: NewsletterSource): Promise<Newsletter> {
    const { bodySource, withBody } = prepareNewsletter(source);
    return withBody(await this.known.bodyOf(bodySource, (unknown) => this.rendered(unknown)));
  }

  private async rendered(source: BodySource): Promise<Body> {
    if (this.pool && !isSmall(source)) return this.pool.render(source);
    // Loaded with the first newsletter: it is two thirds of the gateway's own code, and would slow its start.
    const { renderBody } = await import('#newsletter-html/body');
    return renderBody(source);
  }

  /** After the last response. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool?.close();
  }
}
