import { get } from './client.js';
import type { Turn } from './reading.js';
import type { Status, StatusPage } from './types.js';
import { type Query, useReading } from './use-query.js';

/** More than anybody reads on a page. */
const MOST_PAGES = 10;

export type Pages = { list: Status[]; isCut: boolean };

/** All newsletters of a list, page by page, and again after each change. */
export function useAllPages(path: string): Query<Pages> {
  return useReading<Pages>(
    path,
    (turn) => allOf(path, turn),
    () => true,
  );
}

async function allOf(path: string, { signal, show }: Turn<Pages>): Promise<Pages> {
  let { deployments: list, next } = await get<StatusPage>(path, signal);
  for (let page = 1; next !== null && page < MOST_PAGES; page += 1) {
    show({ list, isCut: false });
    const more = `${path}&after=${encodeURIComponent(next)}`;
    const { deployments, next: after }: StatusPage = await get<StatusPage>(more, signal);
    list = [...list, ...deployments];
    next = after;
  }
  return { list, isCut: next !== null };
}
