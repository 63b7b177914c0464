import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog, forPeople } from './log.js';

function loggedTo(destination: (stream: PassThrough) => Parameters<typeof createLog>[1]): string {
  const stream = new PassThrough();
  const log = createLog('info', destination(stream));
  const headers = { authorization: 'Bearer secret' };
  log.warn({ site: 'daily', headers }, 'The broker is away.');
  return String(stream.read());
}

describe('the log', () => {
  it('is a line for people on a terminal', () => {
    const line = loggedTo(forPeople);
    expect(line).toMatch(/\d\d:\d\d:\d\d.*WARN.*The broker is away\..*"site":"daily"/);
    expect(line.trimEnd()).not.toContain('\n');
    expect(line).not.toContain('secret');
  });

  it('is a line of JSON elsewhere', () => {
    const line = loggedTo((stream) => stream);
    expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'The broker is away.' });
    expect(line).not.toContain('secret');
  });
});
