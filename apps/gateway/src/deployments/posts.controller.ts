import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { Answers } from '../docs/answers.js';
import { notFound } from '../problem/problem.js';
import { DeploymentReader } from './deployment-reader.js';

/** For WordPress, which knows the post, not the deployment. */
@ApiTags('deployments')
@ApiBearerAuth('key')
@Controller('v1/sites/:site/posts/:post')
@UseGuards(AccessGuard)
export class PostsController {
  constructor(private readonly reader: DeploymentReader) {}

  @Get('deployment')
  @ApiOperation({ summary: 'Get the status of a post’s newsletter' })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @ApiParam({ name: 'post', description: 'Post id.', schema: { type: 'integer', minimum: 1 } })
  @Answers(200, 'Status', 'Wanted and achieved state, due step, holds, errors, and warnings.')
  status(@Param() { site, post }: { site: string; post: string }, @TheCaller() caller: Caller) {
    if (!/^[1-9]\d{0,14}$/.test(post)) throw notFound('newsletter of this post');
    return this.reader.byPost(site, Number(post), caller);
  }
}
