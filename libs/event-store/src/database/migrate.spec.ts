import { describe, expect, it } from 'vitest';
import { OLDEST_SERVER, checkServer } from './migrate.js';

describe('a server that is to get the schema', () => {
  it('is refused by name, with the cure, where it is too old for it', () => {
    expect(() => checkServer(130_022)).toThrow(
      'PostgreSQL 13 is too old. Use PostgreSQL 14 or newer',
    );
  });

  it('may be any from the oldest supported one on', () => {
    expect(() => checkServer(OLDEST_SERVER)).not.toThrow();
    expect(() => checkServer(180_000)).not.toThrow();
  });
});
