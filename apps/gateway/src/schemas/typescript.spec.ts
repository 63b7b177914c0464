import { describe, expect, it } from 'vitest';
import { typeOf } from './typescript.js';

describe('a field whose description begins with "Deprecated:"', () => {
  it('is marked so in the TypeScript type', () => {
    const old = { type: 'string', description: 'Deprecated: use newName, until 2.0.' };
    const type = typeOf({ properties: { old, name: { type: 'string' } }, required: ['old'] }, '');
    expect(type).toContain('/** @deprecated use newName, until 2.0. */\n  old: string;');
    expect(type.match(/@deprecated/g)).toHaveLength(1);
  });
});
