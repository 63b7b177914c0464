import { describe, expect, it, vi } from 'vitest';
import { Api } from '../api.js';
import { chosen } from './chosen.js';

/** A gateway with several pages of one newsletter each. */
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

describe('the newsletters of a group', () => {
  it('are those that the gateway lists, with the number of the rest', async () => {
    const answer = { count: 502, deployments: [{ deploymentId: 'a' }, { deploymentId: 'b' }] };
    const api = new Api({});
    vi.spyOn(api, 'ask').mockResolvedValue(answer);
    expect(await chosen(api, { group: 'key' })).toEqual({ ids: ['a', 'b'], left: 500 });
  });
});

describe('the newsletters that filters name', () => {
  it('are those of all pages, under the same filters', async () => {
    const api = new Paged(3);
    const found = await chosen(api, { status: 'failed', 'dry-run': true });
    expect(found).toEqual({ ids: ['id-0', 'id-1', 'id-2'], left: 0 });
    expect(api.asked).toEqual([
      { status: 'failed', limit: '200' },
      { status: 'failed', limit: '200', after: '1' },
      { status: 'failed', limit: '200', after: '2' },
    ]);
  });
});
