import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { PersonDto } from './person.dto.js';
import { PersonEraser } from './person-eraser.js';

/** For people who must be forgotten. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/people')
@UseGuards(AccessGuard)
export class PeopleController {
  constructor(private readonly eraser: PersonEraser) {}

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Erase who a person was, in all events',
    description:
      'For good, with an operator key. Id and name can be read no more in history, in the feed and in backups of the events; what was done stays. person is the id of a WordPress user, or the name that came with a request for an action (newsletter-actor). Where several sites know somebody by it, site says whose. What subscribers received stays with them. Other gateways forget the person within five seconds; what the person does from then on is recorded anew.',
  })
  @ApiBody({
    type: PersonDto,
    required: true,
    examples: { example: { summary: 'A WordPress user', value: { person: 3 } } },
  })
  @Answers(200, 'PersonErased', 'Nobody can read any more who it was.')
  @ApiResponse({ status: 400, description: 'A fault in the request, or site is needed.' })
  @ApiResponse({ status: 403, description: 'Not an operator key.' })
  @ApiResponse({
    status: 404,
    description: 'No event names such a person in a form that can be erased.',
  })
  erase(@Body() body: unknown, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return this.eraser.erase(body);
  }
}
