import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';
import { type Process, startProcess } from './start-process.js';
import { AppendNotifier } from './append-notifier.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const [first, second] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
];

let database: TestDatabase;
let wakes: AppendNotifier;
const processes: Process[] = [];

async function start(): Promise<Process> {
  const started = await startProcess('/test/integration/messaging/process.ts', database.url);
  processes.push(started);
  return started;
}

const until = (assertion: () => void) => vi.waitFor(assertion, DEADLINE);

beforeEach(async () => {
  database = await createTestDatabase();
  wakes = await AppendNotifier.open(database.url);
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()));
  await wakes.close();
  await database.drop();
});

describe('a process that is killed (SIGKILL)', () => {
  it('leaves its unfinished wake-ups, and those not due yet, to the next one', async () => {
    const killed = await start();
    await wakes.set(first, 'hang');
    await until(() => expect(killed.said).toContain(`taken ${first} hang 1`));
    await wakes.set(second, 'due:1', { delayMs: 300 });
    await killed.kill();
    const next = await start();
    await until(() => expect(next.said.join()).toContain(`taken ${first} hang`));
    await until(() => expect(next.said).toContain(`taken ${second} due:1 1`));
  });
});

describe('a process that is asked to end (SIGTERM)', () => {
  it('finishes what is in progress, then ends', async () => {
    const asked = await start();
    await wakes.set(first, 'work');
    await until(() => expect(asked.said).toContain(`taken ${first} work 1`));
    asked.terminate();
    await until(() => expect(asked.said).toContain('detached'));
    await wakes.set(second, 'due:1');
    expect(await asked.ended).toBe(0);
    expect(asked.said.at(-2)).toBe(`finished ${first} work`);
    expect(asked.said.at(-1)).toBe('closed');

    const next = await start();
    await until(() => expect(next.said).toContain(`taken ${second} due:1 1`));
    expect(next.said.join()).not.toContain(first);
  });
});
