import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { Doctor } from './doctor.js';

/** For operators: is all well, and if not, what to do. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/doctor')
@UseGuards(AccessGuard)
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

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
}
