import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { LiveChanges } from './live-changes.js';

const DESCRIPTION = `Server-sent events. \`many\` comes first, and whenever more than 50 newsletters changed at
once: read the list again. Then comes a \`status\` for each newsletter that changed, at most twice a second. A
site key gets only its own site. Nothing is repeated after a reconnect. After 15 minutes the stream ends;
reconnect.`;

/** Live status of all newsletters. */
@ApiTags('overview')
@ApiBearerAuth('key')
@Controller('v1/stream')
@UseGuards(AccessGuard)
export class ChangesController {
  constructor(private readonly live: LiveChanges) {}

  @Get()
  @ApiOperation({ summary: 'Follow all newsletters live', description: DESCRIPTION })
  @ApiResponse({ status: 200, description: 'A stream.', content: { 'text/event-stream': {} } })
  async stream(
    @TheCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await this.live.stream(caller, response);
  }
}
