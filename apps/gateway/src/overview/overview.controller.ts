import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import {
  CalendarQueryDto,
  GroupsQueryDto,
  readCalendarQuery,
  readGroupsQuery,
} from './overview-query.dto.js';
import { OverviewReader } from './overview-reader.js';

const KEY = { name: 'group', description: 'Its key, as in the list.', schema: { type: 'string' } };

/** What needs people now, and what is sent when. */
@ApiTags('overview')
@ApiBearerAuth('key')
@Controller('v1')
@UseGuards(AccessGuard)
export class OverviewController {
  constructor(private readonly reader: OverviewReader) {}

  @Get('groups')
  @ApiOperation({
    summary: 'List what needs a person, grouped by cause',
    description:
      'Each newsletter that is late, held, failed, missed, incomplete, or at risk is in exactly one group. The group whose first newsletter goes out next comes first.',
  })
  @Answers(
    200,
    'Groups',
    'The groups, each with its count, its cure, and the actions that may help.',
  )
  groups(@TheCaller() caller: Caller, @Query() query: GroupsQueryDto) {
    return this.reader.groups(caller, readGroupsQuery(query));
  }

  @Get('groups/:group')
  @ApiOperation({ summary: 'Get a group with its newsletters, 500 at most' })
  @ApiParam(KEY)
  @Answers(200, 'Group', 'The group; what goes out first comes first.')
  group(@TheCaller() caller: Caller, @Param('group') key: string) {
    return this.reader.group(caller, key);
  }

  @Get('calendar')
  @ApiOperation({ summary: 'Count what goes out on each day, by brand and status' })
  @Answers(200, 'Calendar', 'Days without newsletters are left out.')
  calendar(@TheCaller() caller: Caller, @Query() query: CalendarQueryDto) {
    return this.reader.calendar(caller, readCalendarQuery(query));
  }
}
