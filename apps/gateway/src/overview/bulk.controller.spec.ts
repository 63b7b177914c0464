import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { NextFunction, Request, Response } from 'express';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#event-store';
import { AccessGuard } from '../access/access.guard.js';
import { LOG } from '../gateway-settings.js';
import { CURES, effectOf } from '../problem/effect.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { BulkController } from './bulk.controller.js';
import { BulkTaker } from './bulk-taker.js';

const BODY = { action: 'cancel', deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'] };

let close = async () => {};
afterEach(() => close());

/** The response if the store is lost in the middle, and the one at the time limit. */
async function askWith(body: object) {
  const take = () => {
    throw new StoreUnavailable(new Error('gone'), true);
  };
  let [asked, cure] = [{} as Request, ''];
  const warn = () => (cure = CURES[effectOf(asked)]);
  const module = await Test.createTestingModule({
    controllers: [BulkController],
    providers: [
      { provide: BulkTaker, useValue: { take } },
      { provide: LOG, useValue: { warn } },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  })
    .overrideGuard(AccessGuard)
    .useValue({ canActivate: () => true })
    .compile();
  const app = module.createNestApplication({ logger: false });
  app.use((one: Request, _answer: Response, next: NextFunction) => {
    asked = one;
    next();
  });
  await app.listen(0, '127.0.0.1');
  close = () => app.close();
  const { body: problem } = await request(app.getHttpServer()).post('/v1/bulk').send(body);
  return { detail: (problem as { detail: string }).detail, cure };
}

describe('a bulk request that fails as a whole', () => {
  it('changed nothing if it was a dry run', async () => {
    const { detail, cure } = await askWith({ ...BODY, dryRun: true });
    expect(detail).toBe('The store is not responding. Try again.');
    expect(cure).toBe(CURES.reads);
  });

  it.each([{}, { dryRun: false }, { dryRun: null }])(
    'may have changed some: %j',
    async (fields) => {
      const { detail, cure } = await askWith({ ...BODY, ...fields });
      expect(detail).toMatch(/is not known\. Check before you try again\./);
      expect(cure).toBe(CURES.changes);
    },
  );
});
