import { Controller, Get, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { StreamPlaces } from '../live/stream-places.js';
import { Feed } from './feed.js';
import { isKnown, setPageHeaders } from './feed-headers.js';
import { FeedQueryDto, FeedStreamQueryDto, readFeedQuery } from './feed-query.dto.js';
import { FeedStreams } from './feed-streams.js';

const FEED = `The same events in the same order as on the exchange newsletter.events, with an operator
key of any role. A key of the role subscribe may be limited to some sites; its \`next\` is sealed. Send
\`next\` as \`after\` for more, or follow the Link header. While \`hasMore\` is true, ask again at once, also
after an empty page: one request reads a part of a long feed, and your filter may leave nothing of it. At
the end of the feed, \`wait\` holds an empty page back until the next event, for at most that many seconds.
With the ETag of the same page as \`If-None-Match\` the response is a 304.`;

const STREAM = `Server-sent events: each has the CloudEvent as data and its type as event. Reconnect with the
last ID as \`Last-Event-ID\`; the stream continues with the next event. An ID without an event tells how far
you are. A comment is sent every 15 s. After 15 minutes the stream ends; reconnect.`;

const LAST_EVENT_ID = /^([\da-f-]{36}):(.+)$/;

/** For services that join late, or have no RabbitMQ. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/events')
@UseGuards(AccessGuard)
export class FeedController {
  constructor(
    private readonly feed: Feed,
    private readonly streams: FeedStreams,
    private readonly places: StreamPlaces,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Public events, the oldest first', description: FEED })
  @Answers(200, 'Feed', 'A page, and the cursor of the next one.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  async page(
    @TheCaller() caller: Caller,
    @Query() _asked: FeedQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    operatorsOnly(caller);
    const query = readFeedQuery(request.query);
    if (request.method === 'HEAD') query.waitMs = 0;
    const read = (over: AbortSignal) => this.feed.page(caller, query, over);
    const page = query.waitMs
      ? await this.places.wait(caller, response, read)
      : await read(new AbortController().signal);
    setPageHeaders(response, request.query, page);
    if (!isKnown(request, response)) return page;
    response.status(304);
    return undefined;
  }

  @Get('stream')
  @ApiOperation({ summary: 'Follow public events live', description: STREAM })
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'The ID of the last message that had one.',
    schema: { type: 'string' },
  })
  @ApiResponse({ status: 200, description: 'A stream.', content: { 'text/event-stream': {} } })
  @ApiResponse({ status: 400, description: 'The cursor does not exist in this feed.' })
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  async stream(
    @TheCaller() caller: Caller,
    @Query() _asked: FeedStreamQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    operatorsOnly(caller);
    const [, epoch, after] = LAST_EVENT_ID.exec(request.get('last-event-id') ?? '') ?? [];
    const query = readFeedQuery({ ...request.query, ...(after ? { after, epoch } : {}) });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await this.streams.stream(caller, query, response);
  }
}
