import 'reflect-metadata';
import {
  Controller,
  Headers,
  HttpCode,
  Module,
  Post,
  type RawBodyRequest,
  Req,
  UnauthorizedException,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request } from 'express';
import { Webhook } from 'standardwebhooks';
import { SIGNING_SECRET } from './sites.js';

/** The content of a verified request. */
export type Kept = { webhookId: string; body: unknown };

type Keep = (kept: Kept) => Promise<object>;

/** A minimal Nest application that checks a signature and stores what it got. Returns its address. */
export async function openBareNest(keep: Keep): Promise<string> {
  @Controller('v1/sites/:site/events')
  class BareController {
    private readonly webhook = new Webhook(SIGNING_SECRET);

    @Post()
    @HttpCode(202)
    async take(
      @Req() request: RawBodyRequest<Request>,
      @Headers() headers: Record<string, string>,
    ): Promise<object> {
      const body = request.rawBody ?? Buffer.alloc(0);
      try {
        this.webhook.verify(body, headers, { jsonParse: false });
      } catch {
        throw new UnauthorizedException();
      }
      return keep({ webhookId: headers['webhook-id'] ?? '', body: request.body });
    }
  }

  @Module({ controllers: [BareController] })
  class BareModule {}

  const app = await NestFactory.create(BareModule, { rawBody: true, logger: ['warn', 'error'] });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}
