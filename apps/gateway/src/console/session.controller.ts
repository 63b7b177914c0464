import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessGuard, type Known, TheCaller } from '../access/access.guard.js';
import type { Caller } from '../access/callers.js';
import { clearToken, setToken } from '../access/cookie.js';
import { SESSION_LIFE_MS, Sessions, csrfOf } from '../access/sessions.js';
import { Answers } from '../docs/answers.js';
import { SignInDto, readSignIn } from './sign-in.dto.js';

const DESCRIPTION =
  'Sets a cookie that stands for the key in this browser for twelve hours, until you sign out, or until the key is removed.';

/** Sign-in with a key, for browsers: programs send the key itself. */
@ApiTags('session')
@Controller('v1/session')
export class SessionController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Sign in with a site key or an operator key', description: DESCRIPTION })
  @ApiBody({ type: SignInDto, required: true })
  @Answers(201, 'Session', 'Signed in; the response sets the cookie.')
  @ApiResponse({ status: 401, description: 'The key is unknown.' })
  async signIn(@Body() body: unknown, @Res({ passthrough: true }) response: Response) {
    const { caller, token, endsAt } = await this.sessions.open(readSignIn(body));
    setToken(response, token, SESSION_LIFE_MS);
    return answerOf(caller, { token, endsAt });
  }

  @Get()
  @UseGuards(AccessGuard)
  @ApiBearerAuth('key')
  @ApiOperation({ summary: 'Get who is signed in' })
  @Answers(200, 'Session', 'Whose key it is, and until when.')
  show(@TheCaller() caller: Caller, @Req() { session }: Known) {
    return answerOf(caller, session);
  }

  @Delete()
  @UseGuards(AccessGuard)
  @ApiBearerAuth('key')
  @ApiOperation({ summary: 'Sign out' })
  @Answers(200, 'SignedOut', 'The session has ended, if there was one.')
  async signOut(@Req() { session }: Known, @Res({ passthrough: true }) response: Response) {
    if (session) await this.sessions.close(session.token);
    clearToken(response);
    return { signedOut: session !== undefined };
  }
}

function answerOf(caller: Caller, session?: { token: string; endsAt: string }) {
  const { kind, id } = caller;
  const operator = caller.kind === 'operator' ? caller : undefined;
  return {
    kind,
    id,
    name: operator?.name ?? null,
    mayAct: operator?.role !== 'read',
    site: caller.kind === 'site' ? caller.site : null,
    endsAt: session?.endsAt ?? null,
    csrf: session ? csrfOf(session.token) : null,
  };
}
