import { describe, expect, it } from 'vitest';
import { OLDEST_SERVER, checkServer } from './migrate.js';

describe('a server that the schema is created on', () => {
  it('is refused by name, with the cure, if it is too old', () => {
    expect(() => checkServer(130_022)).toThrow(
      'PostgreSQL 13 is too old. Use PostgreSQL 14 or newer',
    );
  });

  it('may have any version from the oldest supported one on', () => {
    expect(() => checkServer(OLDEST_SERVER)).not.toThrow();
    expect(() => checkServer(180_000)).not.toThrow();
  });
});
