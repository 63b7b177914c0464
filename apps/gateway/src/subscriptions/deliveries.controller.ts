import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { adminsOnly } from '../access/roles.js';
import { Answers } from '../docs/answers.js';
import { DeliveriesQueryDto, readDeliveriesQuery } from './subscription.dto.js';
import { SUBSCRIPTION } from './subscription-param.js';
import { SubscriptionKeeper } from './subscription-keeper.js';

const EVENT = {
  name: 'event',
  description: 'ID of the event, which is the webhook-id.',
  schema: { type: 'string', format: 'uuid' },
  example: '0b8f1c4e-5a55-4a0e-8a0e-6f2d8d1c7b3a',
} as const;

/** The log of deliveries. */
@ApiTags('operators')
@ApiBearerAuth('key')
@ApiResponse({ status: 403, description: 'An operator key of the role admin is required.' })
@Controller('v1/subscriptions/:subscription/deliveries')
@UseGuards(AccessGuard)
export class DeliveriesController {
  constructor(private readonly keeper: SubscriptionKeeper) {}

  @Get()
  @ApiOperation({
    summary: 'List the deliveries of a subscription, the latest event first',
    description: 'Kept for 30 days. Send next as before until it is null.',
  })
  @ApiParam(SUBSCRIPTION)
  @Answers(200, 'Deliveries', 'A page, and the cursor of the next one.')
  list(
    @Param('subscription') id: string,
    @Query() query: DeliveriesQueryDto,
    @TheCaller() caller: Caller,
  ) {
    operatorsOnly(caller);
    adminsOnly(caller);
    return this.keeper.deliveries(id, readDeliveriesQuery(query));
  }

  @Post(':event/redeliver')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Deliver an event again, with the same webhook-id',
    description: 'A delivery that is waiting for its next attempt is sent immediately.',
  })
  @ApiParam(SUBSCRIPTION)
  @ApiParam(EVENT)
  @Answers(202, 'Redelivery', 'It is sent within seconds; the list shows the outcome.')
  @ApiResponse({ status: 409, description: 'The subscription is disabled.' })
  redeliver(
    @Param('subscription') id: string,
    @Param('event') eventId: string,
    @TheCaller() caller: Caller,
  ) {
    operatorsOnly(caller);
    adminsOnly(caller);
    return this.keeper.redeliver(id, eventId);
  }
}
