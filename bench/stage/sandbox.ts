import type { Opened } from './bench.js';
import { startProduct } from './product.js';

/** The sandbox Omeda in its own process, at which audiences load at once. */
export type Sandbox = {
  url: string;
  /** Its clock starts at this time. */
  setClock(aheadMs: number): Promise<void>;
};

/** The audience of the example event. */
const AUDIENCE = 'Morning readers';

export async function openSandbox(own: Opened): Promise<Sandbox> {
  const { url } = await own.add(startProduct('sandbox', { SANDBOX_PORT: '0' }));
  const put = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/admin/${path}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The sandbox responded with ${answer.status} to ${path}.`);
  };
  const atOnce = { count: 1_200, outcome: 'DONE', loadMs: 0 };
  await put('brands/DEMO', { queries: { [AUDIENCE]: atOnce } });
  return {
    url,
    setClock: (aheadMs) => put('clock', { now: new Date(Date.now() + aheadMs).toISOString() }),
  };
}
