import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Overview } from '#event-store';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { Answers } from '../../docs/answers.js';
import { TheDeploymentId } from '../deployment-id.js';
import { DeploymentReader } from '../deployment-reader.js';

const ID = { name: 'id', description: 'deploymentId', schema: { type: 'string', format: 'uuid' } };

const NOTHING = {
  wakeAt: null,
  n: null,
  sentAt: null,
  notBefore: null,
  deliveries: null,
  parkedReason: null,
};

/** What the transport and the sweeper did for a newsletter. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/deployments/:id/wake-up')
@UseGuards(AccessGuard)
export class WakeUpController {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly overview: Overview,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Get the wake-up of a newsletter: what was sent for it, and when' })
  @ApiParam(ID)
  @Answers(200, 'WakeUp', 'All fields are null if nothing is due.')
  async show(@TheDeploymentId() id: string, @TheCaller() caller: Caller) {
    await this.reader.byId(id, caller);
    const found = (await this.overview.wakeUp(id)) ?? NOTHING;
    return {
      ...found,
      wakeAt: timeOf(found.wakeAt),
      sentAt: timeOf(found.sentAt),
      notBefore: timeOf(found.notBefore),
    };
  }
}

function timeOf(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
