import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from './schema-files.js';

const DOCS = new URL('../../../../docs/', import.meta.url);

describe('what subscribers read', () => {
  it.each([...schemaFiles()])(
    'docs/%s is as the table says (npm run schemas)',
    async (path, text) => {
      expect(await readFile(new URL(path, DOCS), 'utf8')).toBe(text);
    },
  );

  it('has no schema of an event that is gone', async () => {
    const there = await readdir(new URL('schemas/', DOCS));
    const wanted = [...schemaFiles().keys()].filter((path) => path.startsWith('schemas/'));
    expect(there.map((file) => `schemas/${file}`).toSorted()).toEqual(wanted.toSorted());
  });
});
