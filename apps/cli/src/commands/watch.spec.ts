import { describe, expect, it } from 'vitest';
import { commandsOf } from '../gateway.testing.js';

const message = (event: string, id: string, data: object) =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

const SCHEDULED = {
  status: 'scheduled',
  post: { id: 50, title: 'Morning news', status: 'future' },
  wanted: {},
  problems: [],
  warnings: [],
};

/** A gateway that restarts while a client watches. */
function restarting(during: 'cut' | '503') {
  const asked: (string | undefined)[] = [];
  const newsletter = commandsOf((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    if (asked.length === 2 && during === '503') {
      response.writeHead(503, { 'content-type': 'application/json' });
      return void response.end('{"detail":"The gateway is stopping."}');
    }
    response.setHeader('content-type', 'text/event-stream');
    if (asked.length > 1) return void response.end(message('status', '8', { status: 'sent' }));
    response.write(message('status', '7', SCHEDULED), () => response.destroy());
  });
  return { asked, newsletter };
}

describe('a gateway that restarts while a client watches', () => {
  it.each(['cut', '503'] as const)('is resumed from where it was: %s', async (during) => {
    const { asked, newsletter } = restarting(during);
    const { out, exitCode } = await (await newsletter)('watch', 'id', '--json');
    expect(exitCode).toBe(0);
    expect(asked.slice(0, 2)).toEqual([undefined, '7']);
    const lines = out.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { status: string }).status)).toEqual([
      'scheduled',
      'sent',
      'sent',
    ]);
  });

  it('is an error if it was never there', async () => {
    const newsletter = await commandsOf((_request, response) => response.destroy());
    const { exitCode, err } = await newsletter('watch', 'id');
    expect([exitCode, err]).toEqual([1, expect.stringContaining('Cannot reach a gateway')]);
  });
});
