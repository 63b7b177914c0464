import { median } from '../measure/statistics.js';
import { OPERATOR_KEY } from '../stage/sites.js';
import { RawClient } from './raw-client.js';

const TIMES = 20;

/** Median response time of each, in milliseconds, one at a time on one connection. */
export async function timeAnswers(
  url: string,
  paths: Readonly<Record<string, string>>,
): Promise<Record<string, number>> {
  const client = await RawClient.open(url);
  const { host } = new URL(url);
  const reading: Record<string, number> = {};
  try {
    for (const [name, path] of Object.entries(paths)) {
      const head = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${OPERATOR_KEY}`;
      const request = Buffer.from(`${head}\r\n\r\n`);
      const tookMs: number[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        const began = performance.now();
        const status = await client.send(request);
        if (status !== 200) throw new Error(`${path} responded with ${status}.`);
        tookMs.push(performance.now() - began);
      }
      reading[name] = median(tookMs);
    }
  } finally {
    client.close();
  }
  return reading;
}
