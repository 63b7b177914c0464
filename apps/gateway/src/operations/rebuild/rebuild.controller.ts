import { Controller, Inject, Post, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { brandProjection, deploymentProjection } from '#deployment';
import { CannotRebuildNow, EventStore, type Rebuilt, rebuildProjections } from '#event-store';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { adminsOnly } from '../../access/roles.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { GATEWAY_SETTINGS, type GatewaySettings, LOG } from '../../gateway-settings.js';

/** Interval of lines that keep proxies from taking the connection for dead. */
const SIGN_OF_LIFE_MS = 5_000;

type Line =
  | { state: 'running'; seconds: number }
  | { state: 'done'; rebuilt: Rebuilt[] }
  | { state: 'failed'; detail: string };

/** For operators, after a release that changes what the status holds. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/rebuild')
@UseGuards(AccessGuard)
export class RebuildController {
  constructor(
    private readonly store: EventStore,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Rebuild all status from the events',
    description:
      'Requires an operator key. Other processes keep running. The response is a stream of JSON lines: "running", then "done" or "failed". The rebuild continues if the caller disconnects.',
  })
  @ApiResponse({ status: 200, description: 'Lines.', content: { 'application/x-ndjson': {} } })
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  async rebuild(@TheCaller() caller: Caller, @Res() response: Response): Promise<void> {
    operatorsOnly(caller);
    adminsOnly(caller);
    response.socket?.setTimeout(0);
    response.status(200).type('application/x-ndjson');
    response.setHeader('x-accel-buffering', 'no');
    const say = (line: Line) => response.write(`${JSON.stringify(line)}\n`);
    const started = performance.now();
    const seconds = () => Math.round((performance.now() - started) / 1000);
    const signs = setInterval(() => say({ state: 'running', seconds: seconds() }), SIGN_OF_LIFE_MS);
    say({ state: 'running', seconds: 0 });
    try {
      say({ state: 'done', rebuilt: await this.run() });
    } catch (error) {
      const isOther = error instanceof CannotRebuildNow;
      if (!isOther) this.log.error({ err: error }, 'The rebuild failed.');
      const detail = isOther ? error.message : 'It failed: the log of the gateway says why.';
      say({ state: 'failed', detail });
    } finally {
      clearInterval(signs);
      response.end();
    }
  }

  private run(): Promise<Rebuilt[]> {
    const projections = [deploymentProjection(this.settings.timing), brandProjection];
    return rebuildProjections(this.store.dataSource, projections);
  }
}
