import { Controller, Get, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../../access/access.guard.js';
import type { Caller } from '../../access/callers.js';
import { ResultsCsv } from './results-csv.js';
import { ResultsQueryDto, readResultsQuery } from './results-query.dto.js';

const CSV = 'text/csv';

/** Opens and clicks of sent newsletters. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/results.csv')
@UseGuards(AccessGuard)
export class ResultsController {
  constructor(private readonly results: ResultsCsv) {}

  @Get()
  @ApiOperation({
    summary: 'Export the results of sent newsletters as CSV, newest first',
    description:
      'One line for each newsletter that was sent, with the results as last read from Omeda: 1, 6, 24, or 72 hours after sending. `status` is `sent-after-withdrawal` for what Omeda sent although it was withdrawn. A site key exports its own newsletters, an operator key all of them.',
  })
  @ApiProduces(CSV)
  @ApiResponse({
    status: 200,
    description: 'CSV (RFC 4180) with a header line.',
    content: { [CSV]: { schema: { type: 'string' } } },
  })
  async export(
    @TheCaller() caller: Caller,
    @Query() query: ResultsQueryDto,
  ): Promise<StreamableFile> {
    const lines = await this.results.export(caller, readResultsQuery(query));
    const disposition = 'attachment; filename="results.csv"';
    return new StreamableFile(lines, { type: `${CSV}; charset=utf-8`, disposition });
  }
}
