import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { adminsOnly } from '../../access/roles.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { Answers } from '../../docs/answers.js';
import { AfterRestore } from './after-restore.js';
import { Doctor } from './doctor.js';

/** For operators: whether all is well, else what to do. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/doctor')
@UseGuards(AccessGuard)
export class DoctorController {
  constructor(
    private readonly doctor: Doctor,
    private readonly afterRestore: AfterRestore,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Check store, migrations, clock, broker, topology, and Omeda',
    description: 'Needs an operator key. Calls Omeda once per brand, and changes nothing.',
  })
  @Answers(200, 'Examined', 'healthy is false if there is a problem. Each problem has its cure.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  examine(@TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return this.doctor.examine();
  }

  @Post('after-restore')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Compare a store restored from a backup with Omeda',
    description:
      'Needs an operator key. Returns each difference with its cure; makes deployers check every newsletter in progress and adopt or hold what differs; and starts a new feed epoch, at most once an hour.',
  })
  @Answers(200, 'Compared', 'The differences; empty if there are none.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  compare(@TheCaller() caller: Caller) {
    operatorsOnly(caller);
    adminsOnly(caller);
    return this.afterRestore.run(caller);
  }
}
