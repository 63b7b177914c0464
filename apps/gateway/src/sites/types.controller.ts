import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { refuseFaults } from '../problem/problem.js';
import { DeploymentTypes } from './deployment-types.js';

/** Omeda's deployment types, for setting up a kind of newsletter. */
@ApiTags('sites')
@ApiBearerAuth('key')
@Controller('v1/sites/:site/deployment-types')
@UseGuards(AccessGuard)
export class TypesController {
  constructor(private readonly types: DeploymentTypes) {}

  @Get()
  @ApiOperation({
    summary: "List Omeda's deployment types for the site's brand",
    description:
      'Cached for a day. If Omeda is not responding, the cached list is returned and stale is true.',
  })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @ApiQuery({
    name: 'refresh',
    required: false,
    description: 'true: bypass the cache.',
    schema: { type: 'boolean', default: false },
  })
  @Answers(200, 'DeploymentTypes', 'The list, and when it was fetched.')
  @ApiResponse({ status: 502, description: 'Omeda rejects the request, and nothing is cached.' })
  list(
    @Param('site') site: string,
    @TheCaller() caller: Caller,
    @Query() query: Record<string, unknown>,
  ) {
    return this.types.ofSite(site, caller, isRefresh(query));
  }
}

/** @throws Problem for anything else in the query. */
function isRefresh({ refresh = 'false', ...unknown }: Record<string, unknown>): boolean {
  const faults = Object.keys(unknown).map((name) => ({
    field: name.slice(0, 100),
    problem: 'is not a known field',
    cure: 'Remove it. The only parameter is refresh.',
  }));
  if (refresh !== 'true' && refresh !== 'false') {
    faults.push({ field: 'refresh', problem: 'must be true or false', cure: 'Send refresh=true.' });
  }
  refuseFaults('invalid-request', faults);
  return refresh === 'true';
}
