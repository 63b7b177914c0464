import { expect } from 'vitest';
import { type Answer, KEYS, SECRETS } from './fixtures.js';

/** What every refusal promises, whatever it is about. */
export function expectProblem(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/^urn:newsletter-connector:problem:[a-z-]+$/),
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  const secrets = [...Object.values(SECRETS), ...Object.values(KEYS)];
  for (const secret of secrets) expect(answer.text).not.toContain(secret);
  expect(answer.text).not.toMatch(/node_modules|SELECT|INSERT| at \w+ \(/);
}
