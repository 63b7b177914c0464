import { Controller, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Action } from '#deployment';
import { AccessGuard } from '../../access/access.guard.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { afterChange, beforeChange } from '../../problem/around-change.js';
import { HoldDto, SendDto, readAction } from './action.dto.js';
import { ActionRoute, type Asked, TheAsked } from './action-route.js';
import { ActionTaker } from './action-taker.js';
import { DeploymentReader } from '../deployment-reader.js';

const ACTOR = 'Name of the person who acts, in UTF-8, shown in the history.';

/** Actions by people. Repeating a request has no further effect. */
@ApiTags('actions')
@ApiBearerAuth('key')
@ApiParam({ name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } })
@ApiHeader({ name: 'newsletter-actor', required: false, description: ACTOR })
@ApiResponse({ status: 409, description: 'Not possible in the current state; because says why.' })
@Controller('v1/deployments')
@UseGuards(AccessGuard)
export class ActionsController {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly taker: ActionTaker,
  ) {}

  @ActionRoute('sync-now', {
    summary: 'Run the due step now',
    description: 'Skips debounce and delays until nothing is left to do.',
  })
  syncNow(@TheAsked() asked: Asked) {
    return this.take('sync-now', asked);
  }

  @ActionRoute('retry', { summary: 'Retry a failed step from where it stopped' })
  retry(@TheAsked() asked: Asked) {
    return this.take('retry', asked);
  }

  @ActionRoute('hold', {
    summary: 'Hold it: nothing happens until you resume it',
    body: { type: HoldDto, required: false, example: { reason: 'Wait for the photo.' } },
  })
  hold(@TheAsked() asked: Asked) {
    return this.take('hold', asked);
  }

  @ActionRoute('resume', { summary: 'End a hold' })
  resume(@TheAsked() asked: Asked) {
    return this.take('resume', asked);
  }

  @ActionRoute('send', {
    summary: 'Send it at a given time, or now',
    description: 'at: "now", or a time in UTC, rounded up to the minute. Ends a hold.',
    body: { type: SendDto, required: true, example: { at: '2099-12-24T06:00:00Z' } },
  })
  send(@TheAsked() asked: Asked) {
    return this.take('send', asked);
  }

  @ActionRoute('send-test', { summary: 'Send a test to the testers, scheduling nothing' })
  sendTest(@TheAsked() asked: Asked) {
    return this.take('send-test', asked);
  }

  @ActionRoute('unschedule', { summary: 'Unschedule and hold it' })
  unschedule(@TheAsked() asked: Asked) {
    return this.take('unschedule', asked);
  }

  @ActionRoute('cancel', { summary: 'Cancel it at Omeda, permanently' })
  cancel(@TheAsked() asked: Asked) {
    return this.take('cancel', asked);
  }

  @ActionRoute('reset-sequence', {
    summary: 'Accept the post’s next event, whatever its sequence',
    description:
      'Needs an operator key. Use it when a wrong sequence makes every save of the post stale.',
  })
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  resetSequence(@TheAsked() asked: Asked) {
    operatorsOnly(asked.caller);
    return this.take('reset-sequence', asked);
  }

  private async take(kind: Action['kind'], { id, caller, body, by }: Asked) {
    await beforeChange(() => this.reader.byId(id, caller));
    await this.taker.take(id, readAction(kind, body), by);
    return afterChange(() => this.reader.byId(id, caller));
  }
}
