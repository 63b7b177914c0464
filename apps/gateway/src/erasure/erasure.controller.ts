import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { adminsOnly } from '../access/roles.js';
import { operatorsOnly } from '../access/operators-only.js';
import { Answers } from '../docs/answers.js';
import { notFound } from '../problem/problem.js';
import { Eraser } from './eraser.js';

/** Removal of personal data. */
@ApiTags('operators')
@ApiBearerAuth('key')
@Controller('v1/sites/:site/posts/:post/erase')
@UseGuards(AccessGuard)
export class ErasureController {
  constructor(private readonly eraser: Eraser) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: "Erase a post's rendered content and settings",
    description:
      'Permanent; needs an operator key. Status and history stay. Content that another newsletter of the site shares stays for that one. Happens automatically 30 days after a post is deleted.',
  })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @ApiParam({ name: 'post', description: 'Post id.', schema: { type: 'integer', minimum: 1 } })
  @Answers(200, 'Erased', 'What was erased, and what was kept.')
  @ApiResponse({ status: 403, description: 'An operator key is required.' })
  @ApiResponse({ status: 404, description: 'The post has no newsletter.' })
  @ApiResponse({ status: 409, description: 'A step needs the content; because says which.' })
  erase(@Param() { site, post }: { site: string; post: string }, @TheCaller() caller: Caller) {
    operatorsOnly(caller);
    adminsOnly(caller);
    if (!/^[1-9]\d{0,14}$/.test(post)) throw notFound('newsletter of this post');
    return this.eraser.erase(site, Number(post), caller);
  }
}
