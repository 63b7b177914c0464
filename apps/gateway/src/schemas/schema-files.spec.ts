import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { eventTypes } from './event-types.js';
import { schemaFiles } from './schema-files.js';

const DOCS = new URL('../../../../docs/', import.meta.url);

describe('what subscribers read', () => {
  it.each([...schemaFiles()])('docs/%s is up to date (npm run schemas)', async (path, text) => {
    expect(await readFile(new URL(path, DOCS), 'utf8')).toBe(text);
  });

  it('has its types in the package newsletter-events (npm run schemas)', async () => {
    const file = new URL('../packages/newsletter-events/src/generated.ts', DOCS);
    expect(await readFile(file, 'utf8')).toBe(eventTypes());
  });

  it('has no schema of a removed event', async () => {
    const there = await readdir(new URL('schemas/', DOCS));
    const wanted = [...schemaFiles().keys()].filter((path) => path.startsWith('schemas/'));
    expect(there.map((file) => `schemas/${file}`).toSorted()).toEqual(wanted.toSorted());
  });
});
