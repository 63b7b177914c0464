import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { adminsOnly } from '../access/roles.js';
import { Answers } from '../docs/answers.js';
import {
  RotationDto,
  SUBSCRIPTION_EXAMPLE,
  SubscriptionDto,
  readRotation,
  readSubscription,
} from './subscription.dto.js';
import { SUBSCRIPTION } from './subscription-param.js';
import { SubscriptionKeeper } from './subscription-keeper.js';

const EXAMPLES = { sent: { summary: 'What was scheduled and sent', value: SUBSCRIPTION_EXAMPLE } };

/** Webhook subscriptions to public events. */
@ApiTags('operators')
@ApiBearerAuth('key')
@ApiResponse({ status: 403, description: 'An operator key of the role admin is required.' })
@Controller('v1/subscriptions')
@UseGuards(AccessGuard)
export class SubscriptionsController {
  constructor(private readonly keeper: SubscriptionKeeper) {}

  @Post()
  @ApiOperation({
    summary: 'Subscribe a URL to events',
    description:
      'Each event is sent as a POST request, signed as Standard Webhooks specifies. The response has the signing secret: it is not shown again.',
  })
  @ApiBody({ type: SubscriptionDto, required: true, examples: EXAMPLES })
  @Answers(201, 'SubscriptionWithSecret', 'Store the secret.')
  @ApiResponse({ status: 409, description: 'There are 100 subscriptions already.' })
  add(@Body() body: unknown, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.add(readSubscription(body), caller.id);
  }

  @Get()
  @ApiOperation({ summary: 'List subscriptions, oldest first' })
  @Answers(200, 'SubscriptionList', 'Without secrets.')
  async list(@TheCaller() caller: Caller) {
    refuseOthers(caller);
    return { subscriptions: await this.keeper.list() };
  }

  @Get(':subscription')
  @ApiOperation({ summary: 'Get a subscription' })
  @ApiParam(SUBSCRIPTION)
  @Answers(200, 'Subscription', 'Without its secret.')
  show(@Param('subscription') id: string, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.show(id);
  }

  @Delete(':subscription')
  @ApiOperation({ summary: 'Remove a subscription, with its deliveries' })
  @ApiParam(SUBSCRIPTION)
  @Answers(200, 'Subscription', 'As it was.')
  remove(@Param('subscription') id: string, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.remove(id);
  }

  @Post(':subscription/rotate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Replace the signing secret',
    description:
      'Requests are signed with both secrets until the overlap ends. The response has the new secret: it is not shown again.',
  })
  @ApiParam(SUBSCRIPTION)
  @ApiBody({ type: RotationDto, required: false })
  @Answers(200, 'SubscriptionWithSecret', 'Store the secret.')
  rotate(@Param('subscription') id: string, @Body() body: unknown, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.rotate(id, readRotation(body));
  }

  @Post(':subscription/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enable a subscription; it continues where it stopped' })
  @ApiParam(SUBSCRIPTION)
  @Answers(200, 'Subscription', 'Its current state.')
  enable(@Param('subscription') id: string, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.enable(id);
  }

  @Post(':subscription/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Disable a subscription; it keeps its place in the feed' })
  @ApiParam(SUBSCRIPTION)
  @Answers(200, 'Subscription', 'Its current state.')
  disable(@Param('subscription') id: string, @TheCaller() caller: Caller) {
    refuseOthers(caller);
    return this.keeper.disable(id, caller.id);
  }
}

function refuseOthers(caller: Caller): void {
  operatorsOnly(caller);
  adminsOnly(caller);
}
