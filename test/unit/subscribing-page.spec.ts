import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PUBLIC_NAMES, entryOf, routingKeyOf } from '#events';

const PAGE = new URL('../../docs/subscribing.md', import.meta.url);

describe('docs/subscribing.md', () => {
  it.each(PUBLIC_NAMES)('describes %s as the table of public events does', async (name) => {
    const page = await readFile(PAGE, 'utf8');
    const row = page.split('\n').find((line) => line.startsWith(`| \`${routingKeyOf(name)}\``));
    const [, , says = '', data = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
    const fields = Object.keys(entryOf(name).data).map((field) => `\`${field}\``);
    expect({ says, data }).toEqual({ says: entryOf(name).says, data: fields.join(', ') });
  });
});
