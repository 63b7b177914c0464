import { Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { Answers } from '../docs/answers.js';
import { PostEventDto } from '../events/post-event.dto.js';
import { postEvent } from '../example/post-event.js';
import { PreviewGuard } from './preview-guard.js';
import { Previewer } from './previewer.js';

const EXAMPLES = { saved: { summary: 'A draft as it would be saved', value: postEvent() } };

/** The mail as it will be sent, before it is saved. */
@ApiTags('events')
@ApiSecurity('signature')
@ApiBearerAuth('key')
@Controller('v1/sites/:site/preview')
@UseGuards(PreviewGuard)
export class PreviewController {
  constructor(private readonly previewer: Previewer) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview what a post would be sent as; nothing is stored',
    description: 'Send the body of an event, signed like an event or with a site key.',
  })
  @ApiBody({ type: PostEventDto, examples: EXAMPLES })
  @ApiParam({ name: 'site', description: 'ID of the site.', schema: { type: 'string' } })
  @Answers(200, 'Preview', 'HTML, text, size, and findings for the editor.')
  @ApiResponse({ status: 400, description: 'Each invalid field with its cure.' })
  @ApiResponse({ status: 422, description: 'The post takes too long to render.' })
  preview(@Param('site') site: string, @Req() request: Request) {
    return this.previewer.preview(
      site,
      Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    );
  }
}
