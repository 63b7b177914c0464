import { afterAll, beforeAll, beforeEach } from 'vitest';
import { BareHttp } from './bare-http.testing.js';
import { DEFAULT_SWITCHES } from './model/switches.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';

/** One sandbox per spec file, with functions to call it. `now`: its clock before each spec, which resets switches. */
export function useSandbox({ now }: { now?: string } = {}) {
  let started: Sandbox;
  const sandbox = {
    get url() {
      return started.url;
    },
    get world() {
      return started.world;
    },
  };

  beforeAll(async () => {
    started = await startSandbox();
  });
  beforeEach(() => {
    sandbox.world.faults.clear();
    if (now === undefined) return;
    sandbox.world.clock.set(now);
    sandbox.world.switches = { ...DEFAULT_SWITCHES };
  });
  afterAll(() => started?.close());

  return {
    sandbox,
    http: new BareHttp(sandbox),
    admin: async (method: string, path: string, body?: object) => {
      const response = await fetch(`${sandbox.url}/admin/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : undefined) as unknown };
    },
  };
}
