import type { Sandbox } from './start-sandbox.js';

/** What the admin API answers. */
export async function askAdmin(sandbox: Sandbox, method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.url}/admin/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as unknown };
}
