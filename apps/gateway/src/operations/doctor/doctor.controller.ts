import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { operatorsOnly } from '../../access/operators-only.js';
import { Answers } from '../../docs/answers.js';
import { AfterRestore } from './after-restore.js';
import { Doctor } from './doctor.js';

/** For operators: is all well, and if not, what to do. */
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
    summary: 'Store, migrations, clock, broker, topology and Omeda, each with its cure',
    description: 'With an operator key. It asks Omeda once for each brand, and changes nothing.',
  })
  @Answers(200, 'Examined', 'healthy is false where there is a fault.')
  @ApiResponse({ status: 403, description: 'Not an operator key.' })
  examine(@TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return this.doctor.examine();
  }

  @Post('after-restore')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Compare the store, which was restored from a backup, with Omeda',
    description:
      'With an operator key. Tells what differs, each with its cure; has every newsletter that is under way looked at by a deployer, which takes over or holds what differs; and begins a new feed epoch, once in an hour.',
  })
  @Answers(200, 'Compared', 'What differs; empty where nothing does.')
  @ApiResponse({ status: 403, description: 'Not an operator key.' })
  compare(@TheCaller() caller: Caller) {
    operatorsOnly(caller);
    return this.afterRestore.run(caller);
  }
}
