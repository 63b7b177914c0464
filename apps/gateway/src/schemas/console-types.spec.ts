import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { consoleTypes } from './console-types.js';

it('the console has the types of the responses as they are now; npm run schemas writes them', () => {
  expect(readFileSync('apps/console/src/api/schemas.ts', 'utf8')).toBe(consoleTypes());
});
