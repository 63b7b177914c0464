import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { notFound } from '../problem/problem.js';
import { DeploymentReader } from './deployment-reader.js';

/** For who knows the post, not the deployment: WordPress. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/sites/:site/posts/:post')
@UseGuards(AccessGuard)
export class PostsController {
  constructor(private readonly reader: DeploymentReader) {}

  @Get('deployment')
  @ApiOperation({ summary: 'Where the newsletter of a post stands' })
  @ApiOkResponse({ description: 'Wanted, achieved, due step, warnings.' })
  @ApiResponse({ status: 401, description: 'No key, or an unknown one.' })
  @ApiResponse({ status: 404, description: 'Not there, or of another site.' })
  status(@Param() { site, post }: { site: string; post: string }, @TheCaller() caller: Caller) {
    if (!/^[1-9]\d{0,14}$/.test(post)) throw notFound('newsletter of this post');
    return this.reader.byPost(site, Number(post), caller);
  }
}
