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
import { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { servePart } from '../stage/serve-part.js';
import { SIGNING_SECRET } from '../stage/sites.js';

const pool = new Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 10 });

/** What a Nest application does at the least that checks a signature and keeps what it got. */
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
    const { rows } = await pool.query<{ id: string }>(
      'INSERT INTO received (webhook_id, body) VALUES ($1, $2) RETURNING id',
      [headers['webhook-id'], JSON.stringify(request.body)],
    );
    return { id: rows[0]?.id };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function open(): Promise<string> {
  await pool.query(
    'CREATE TABLE received (id bigserial PRIMARY KEY, webhook_id text NOT NULL, body jsonb NOT NULL)',
  );
  const app = await NestFactory.create(BareModule, { rawBody: true, logger: ['warn', 'error'] });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

servePart({ open });
