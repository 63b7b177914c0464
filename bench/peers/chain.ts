import { Pool } from 'undici';

/** As many as a newsletter has. */
export const STEPS = 5;
/** Jobs at a time, if the peer needs a number. */
export const CONCURRENCY = 20;

export type Running = { chains: number };

/** What is passed from step to step. */
export type Chain = { id: string; step: number; answers: string[] };

const sandbox = new Pool(process.env['BENCH_SANDBOX_URL'] ?? '');

/** The call that each step makes. */
export async function callSandbox(): Promise<string> {
  const answer = await sandbox.request({
    path: '/webservices/rest/brand/DEMO/deploymenttypes/*',
    method: 'GET',
    headers: { 'x-omeda-appid': 'demo-app-id' },
  });
  if (answer.statusCode !== 200)
    throw new Error(`The sandbox responded with ${answer.statusCode}.`);
  return answer.body.text();
}

/** Runs the step; its result is the next one, or nothing after the last. */
export async function advance({ id, step, answers }: Chain) {
  const chain = { id, step: step + 1, answers: [...answers, await callSandbox()] };
  return { chain, isOver: chain.step === STEPS };
}

/** Counts finished chains. */
export class Finish {
  private left = 0;
  private reached: (() => void) | undefined;

  /** Steps per second from now until this many chains are finished. */
  async timed(chains: number, begin: () => Promise<void>): Promise<{ 'steps/s': number }> {
    this.left = chains;
    const allOver = new Promise<void>((resolve) => (this.reached = resolve));
    const started = performance.now();
    await begin();
    await allOver;
    return { 'steps/s': (chains * STEPS * 1000) / (performance.now() - started) };
  }

  one(): void {
    this.left -= 1;
    if (this.left === 0) this.reached?.();
  }
}
