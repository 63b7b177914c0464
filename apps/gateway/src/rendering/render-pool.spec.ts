import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type BodySource, prepareNewsletter } from '#newsletter-html';
import { newsletterSource } from './newsletter-source.testing.js';
import { RenderPool } from './render-pool.js';
import { RenderProcess } from './render-process.js';

/** A worker that does what the html says; it cannot be TypeScript. */
const WORKER = `process.on('message', ({ html }) => {
  process.send({ kind: 'started' });
  if (html === 'endless') for (;;);
  if (html === 'exit') process.exit(1);
  if (html === 'deaf') return process.disconnect();
  if (html === 'memory') for (const all = []; ; ) all.push(new Array(1_000).fill(0).map(String));
  if (html === 'secret') return process.send({ kind: 'body', body: process.env.RENDER_SECRET ?? 'none' });
  if (html === 'fault') return process.send({ kind: 'fault', name: 'TypeError', message: 'a fault of ours', stack: '' });
  process.send({ kind: 'body', body: html });
});
process.on('disconnect', () => process.exit());`;

const folder = mkdtempSync(join(tmpdir(), 'render-pool-'));
let pool: RenderPool | undefined;

afterAll(() => rmSync(folder, { recursive: true }));

function render(html: string): Promise<unknown> {
  return pool!.render(prepareNewsletter(newsletterSource(html)).bodySource);
}

function openPool(limitMs: number, memoryMb?: number): RenderPool {
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, WORKER);
  const log = pino({ level: 'silent' });
  return new RenderPool({ file, limitMs, log, ...(memoryMb ? { memoryMb } : {}) });
}

afterEach(async () => {
  vi.unstubAllEnvs();
  await pool?.close();
});

describe('a process that is ended', () => {
  it('gets no other newsletter', async () => {
    const file = join(folder, 'ended.mjs');
    writeFileSync(file, WORKER);
    const ended = new RenderProcess(file, { limitMs: 60_000, memoryMb: 64 });
    expect(await ended.render({ html: 'first' } as BodySource)).toBe('first');
    expect(ended.isFree).toBe(true);
    ended.kill();
    expect(ended.isFree).toBe(false);
    await ended.ended;
  });
});

describe('a newsletter that is rendered in a separate process', () => {
  it('is refused with the cure when it takes too long, and its process ended', async () => {
    pool = openPool(100);
    const all = [render('endless'), render('endless'), render('endless'), render('endless')];
    for (const { reason } of (await Promise.allSettled(all)) as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ code: 'too-complex', status: 422 });
      expect(reason.message).toMatch(/RENDER_TIMEOUT_SECONDS.*shorten/);
    }
  });

  it('is refused when it takes too much memory', async () => {
    pool = openPool(60_000, 128);
    await expect(render('memory')).rejects.toMatchObject({ code: 'too-complex' });
    expect(await render('next')).toBe('next');
  });

  it.each(['exit', 'deaf'])(
    'is to be sent again when its process dies, and the next one is rendered: %s',
    async (how) => {
      pool = openPool(60_000);
      await expect(render(how)).rejects.toMatchObject({
        code: 'try-again',
        extras: { retryAfterSeconds: 5 },
      });
      expect(await render('next')).toBe('next');
    },
  );

  it('has none of the gateway’s environment', async () => {
    vi.stubEnv('RENDER_SECRET', 'biscuit');
    pool = openPool(60_000);
    expect(await render('secret')).toBe('none');
  });

  it('fails with the original error if the fault is ours', async () => {
    pool = openPool(60_000);
    await expect(render('fault')).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('must be sent again if too many wait', async () => {
    pool = openPool(60_000);
    const many = Array.from({ length: 50 }, () => render('endless'));
    await expect(Promise.race(many)).rejects.toMatchObject({ code: 'try-again', status: 503 });
    const settled = Promise.allSettled(many);
    await pool?.close();
    await settled;
  });
});
