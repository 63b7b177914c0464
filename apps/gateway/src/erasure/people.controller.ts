import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { adminsOnly } from '../access/roles.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { PersonDto } from './person.dto.js';
import { PersonEraser } from './person-eraser.js';

/** Erasure of people. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/people')
@UseGuards(AccessGuard)
export class PeopleController {
  constructor(private readonly eraser: PersonEraser) {}

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Erase a person from all events',
    description:
      'Permanent; needs an operator key. ID and name become unreadable in the history, the feed, and backups of the events; what was done stays. person is the ID of a WordPress user, or the name sent with an action (newsletter-actor). If several sites know someone by it, name the site. Subscribers keep what they received. Other gateways forget the person within five seconds; what the person does afterward is recorded again.',
  })
  @ApiBody({
    type: PersonDto,
    required: true,
    examples: { example: { summary: 'A WordPress user', value: { person: 3 } } },
  })
  @Answers(200, 'PersonErased', 'The person is erased.')
  @ApiResponse({ status: 400, description: 'The request is invalid, or site is required.' })
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  @ApiResponse({
    status: 404,
    description: 'No event names this person in an erasable form.',
  })
  erase(@Body() body: unknown, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    adminsOnly(caller);
    return this.eraser.erase(body);
  }
}
