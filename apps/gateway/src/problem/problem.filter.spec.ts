import { Controller, Get, Res } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { Writable } from 'node:stream';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '#process';
import { LOG } from '../gateway-settings.js';
import { answerTimeout } from '../guard/answer-timeout.js';
import { ProblemFilter } from './problem.filter.js';

let finish: () => void = () => undefined;

@Controller()
class SlowController {
  @Get('slow')
  async slow(@Res() response: Response): Promise<void> {
    await new Promise<void>((resolve) => (finish = resolve));
    response.type('application/json').send('{}');
  }

  @Get('broken')
  broken(@Res() response: Response): void {
    response.write('{');
    throw new Error('in the middle of the answer');
  }
}

let close = async () => {};
afterEach(() => close());

async function start(limitMs: number) {
  const lines: string[] = [];
  const log = createLog(
    'info',
    new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) }),
  );
  const module = await Test.createTestingModule({
    controllers: [SlowController],
    providers: [
      { provide: LOG, useValue: log },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  }).compile();
  const app = module.createNestApplication({ logger: false });
  app.use(answerTimeout(limitMs));
  await app.listen(0, '127.0.0.1');
  close = () => app.close();
  return { server: app.getHttpServer(), lines };
}

describe('a response that comes after the timeout', () => {
  it('is discarded silently: the request has its response', async () => {
    const { server, lines } = await start(50);
    const answer = await request(server).get('/slow');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toEqual([]);
  });
});

describe('a fault in the middle of a response', () => {
  it('cuts the connection, so that no client takes half for the whole, and is logged', async () => {
    const { server, lines } = await start(10_000);
    await expect(request(server).get('/broken')).rejects.toThrow(/aborted|hang up/);
    expect(lines.join('')).toContain('in the middle of the answer');
  });
});
