import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { traceIdOf } from '../http/trace.js';
import { AudienceReports } from './audience-reports.js';

/** Called by Omeda, at an address that the assignment of the audience named. */
@ApiExcludeController()
@Controller('v1/callbacks/audience')
export class AudienceController {
  constructor(private readonly reports: AudienceReports) {}

  /** The body is ignored: the status is read from Omeda. */
  @Post(':id/:due/:token')
  @HttpCode(204)
  async report(
    @Param('id') deploymentId: string,
    @Param('due') dueId: string,
    @Param('token') token: string,
    @Req() request: Request,
  ): Promise<void> {
    const call = { deploymentId, dueId: Number(dueId), token };
    await this.reports.take(call, traceIdOf(request));
  }
}
