import { describe, expect, it } from 'vitest';
import { Api } from '../api.js';
import { chosen } from './chosen.js';

/** A gateway that has so many pages, each with one newsletter. */
class Paged extends Api {
  readonly asked: object[] = [];

  constructor(private readonly pages: number) {
    super({});
  }

  override ask<T>(_path: string, { query = {} }: { query?: Record<string, unknown> } = {}) {
    this.asked.push(query);
    const page = Number(query['after'] ?? 0);
    const next = page + 1 < this.pages ? String(page + 1) : null;
    return Promise.resolve({ deployments: [{ deploymentId: `id-${page}` }], next } as T);
  }
}

describe('the newsletters that filters name', () => {
  it('are those of all pages, under the same filters', async () => {
    const api = new Paged(3);
    expect(await chosen(api, { status: 'failed', 'dry-run': true })).toEqual([
      'id-0',
      'id-1',
      'id-2',
    ]);
    expect(api.asked).toEqual([
      { status: 'failed', limit: '200' },
      { status: 'failed', limit: '200', after: '1' },
      { status: 'failed', limit: '200', after: '2' },
    ]);
  });
});
