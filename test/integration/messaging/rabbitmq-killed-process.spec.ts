import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RabbitRig } from './rabbit-rig.js';
import { type Process, startProcess } from './start-process.js';
import { wakeUpOf } from './wake-ups.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const [first, second] = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
];

let rig: RabbitRig;
const processes: Process[] = [];

async function start(): Promise<Process> {
  const { url, topology } = rig;
  const prefix = topology.names.commands.replace('.commands', '');
  const module = '/test/integration/messaging/rabbit-process.ts';
  const started = await startProcess(module, url, prefix, topology.delaysMs.join());
  processes.push(started);
  return started;
}

const until = (assertion: () => void) => vi.waitFor(assertion, DEADLINE);

beforeEach(async () => {
  rig = await RabbitRig.open();
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()));
  await rig.close();
});

describe('a process on RabbitMQ that is killed (SIGKILL)', () => {
  it('leaves its unfinished wake-ups, and those not due yet, to the next one', async () => {
    const killed = await start();
    await rig.send(wakeUpOf({ deploymentId: first, key: 'hang' }));
    await until(() => expect(killed.said).toContain(`taken ${first} hang 1`));
    await rig.send(wakeUpOf({ deploymentId: second }), 300);
    await killed.kill();
    const next = await start();
    await until(() => expect(next.said).toContain(`taken ${first} hang 2`));
    await until(() => expect(next.said).toContain(`taken ${second} due:1 1`));
  });
});

describe('a process on RabbitMQ that is asked to end (SIGTERM)', () => {
  it('finishes what is in progress, then ends', async () => {
    const asked = await start();
    await rig.send(wakeUpOf({ deploymentId: first, key: 'work' }));
    await until(() => expect(asked.said).toContain(`taken ${first} work 1`));
    asked.terminate();
    await until(() => expect(asked.said).toContain('detached'));
    await rig.send(wakeUpOf({ deploymentId: second }));
    expect(await asked.ended).toBe(0);
    expect(asked.said.at(-2)).toBe(`finished ${first} work`);
    expect(asked.said.at(-1)).toBe('closed');

    const next = await start();
    await until(() => expect(next.said).toContain(`taken ${second} due:1 1`));
    expect(next.said.join()).not.toContain(first);
  });
});
