import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { TheDeploymentId } from '../deployments/deployment-id.js';
import { refuseFaults } from '../problem/problem.js';
import { LiveDeployments } from './live-deployments.js';

const DESCRIPTION = `Server-sent events: first a \`status\`; after each change a \`history\` for each new
event, then the new \`status\`. The ID of a message is the version of the newsletter:
reconnect with it as \`Last-Event-ID\` to receive what happened since. A comment is sent every 15 s. After
15 minutes the stream ends; reconnect.`;

/** Live events of a newsletter. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments')
@UseGuards(AccessGuard)
export class LiveController {
  constructor(private readonly live: LiveDeployments) {}

  @Get(':id/stream')
  @ApiOperation({ summary: 'Follow the status of a newsletter live', description: DESCRIPTION })
  @ApiParam({ name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } })
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'The ID of the last message you received.',
    schema: { type: 'integer', minimum: 0 },
  })
  @ApiResponse({ status: 200, description: 'A stream.', content: { 'text/event-stream': {} } })
  @ApiResponse({
    status: 400,
    description: 'last-event-id is not the ID of a message of this stream.',
  })
  async stream(
    @TheDeploymentId() id: string,
    @TheCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const after = lastEventId(request.get('last-event-id'));
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await this.live.stream({ id, caller, after }, response);
  }
}

/** @throws Problem for an id that no stream of ours has sent. */
function lastEventId(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) {
    const problem = 'must be the id of a message of this stream';
    const cure = 'Send it unchanged, or leave it out.';
    refuseFaults('invalid-request', [{ field: 'last-event-id', problem, cure }]);
  }
  return Number(text);
}
