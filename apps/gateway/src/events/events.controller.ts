import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Answers } from '../docs/answers.js';
import { postEvent } from '../example/post-event.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { ofSite } from '../guard/rate-limit.js';
import { SiteLimits } from '../guard/site-limits.js';
import { noteInLog } from '../http/request-log.js';
import { traceIdOf } from '../http/trace.js';
import { notFound } from '../problem/problem.js';
import { EventReceiver } from './event-receiver.js';
import { PostEventDto } from './post-event.dto.js';
import { preferredWait } from './prefer-wait.js';
import { verifySignature } from './verify-signature.js';

const EXAMPLES = { saved: { summary: 'A draft was saved', value: postEvent() } };

const PREFER =
  'wait=N (RFC 7240, N up to 60): run all due steps now, and respond when they are done or after N seconds.';

/** Receives saves from WordPress. */
@ApiTags('events')
@ApiSecurity('signature')
@Controller('v1/sites/:site/events')
export class EventsController {
  constructor(
    private readonly receiver: EventReceiver,
    private readonly limits: SiteLimits,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Post()
  @ApiOperation({
    summary:
      'Report that a post was saved, published, trashed…, signed as Standard Webhooks specifies',
  })
  @ApiHeader({
    name: 'webhook-id',
    required: true,
    description: 'Unique to the event; the same for each retry.',
  })
  @ApiHeader({
    name: 'webhook-timestamp',
    required: true,
    description: 'Time of signing, in seconds since 1970.',
  })
  @ApiHeader({ name: 'webhook-signature', required: true, description: 'v1,<base64> …' })
  @ApiHeader({ name: 'prefer', required: false, description: PREFER, example: 'wait=20' })
  @ApiBody({ type: PostEventDto, examples: EXAMPLES })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @Answers(202, 'Taken', 'Accepted; the body is the status of the newsletter.')
  @Answers(200, 'Taken', 'With Prefer: wait: all due steps are done.')
  @ApiResponse({
    status: 400,
    description: 'The event is invalid; errors lists each field with its cure.',
  })
  @ApiResponse({ status: 401, description: 'The signature or the clock is wrong.' })
  @ApiResponse({ status: 413, description: 'post.html exceeds the limit.' })
  @ApiResponse({
    status: 422,
    description:
      'The webhook-id was already used with a different body, or the post takes too long to render.',
  })
  @ApiResponse({
    status: 429,
    description: 'Rate limit exceeded: retry after the number of seconds in Retry-After.',
  })
  @ApiResponse({
    status: 503,
    description: 'Nothing was stored: retry after the number of seconds in Retry-After.',
  })
  async receive(
    @Param('site') siteId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const site = this.settings.sites.sites.get(siteId);
    if (!site) throw notFound('site');
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const header = (name: string) => request.get(name);
    const signed = verifySignature({ body, header }, site, new Date());
    // After the signature check: strangers cannot use up a site's limit.
    this.limits.events.count(ofSite(siteId));
    const gone = new AbortController();
    // With a reason: without one, each request would create an error with a stack.
    response.once('close', () => gone.abort('closed'));
    const answer = await this.receiver.receive({
      site,
      signed,
      body,
      traceId: traceIdOf(request),
      note: (fields) => noteInLog(response, fields),
      wait: preferredWait(header('prefer')),
      gone: gone.signal,
    });
    if (answer.preferenceApplied) response.set('preference-applied', answer.preferenceApplied);
    response.status(answer.statusCode).type('application/json').send(answer.json);
  }
}
