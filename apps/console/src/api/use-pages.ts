import { useEffect, useState } from 'preact/hooks';
import { get } from './client.js';
import { useQuery } from './use-query.js';
import type { Status, StatusPage } from './types.js';

/** More than anybody reads on a page. */
const MOST_PAGES = 10;

/** All newsletters of a list, page by page, and again after each change. */
export function useAllPages(path: string): {
  list: Status[] | undefined;
  isCut: boolean;
  error?: Error;
} {
  const first = useQuery<StatusPage>(path);
  const [all, setAll] = useState<{ of?: StatusPage; list: Status[]; isCut: boolean }>();
  const { data } = first;
  useEffect(() => {
    if (!data) return undefined;
    let isOver = false;
    restOf(path, data)
      .then((found) => isOver || setAll({ of: data, ...found }))
      .catch(() => isOver || setAll({ of: data, list: data.deployments, isCut: true }));
    return () => {
      isOver = true;
    };
  }, [path, data]);
  const error = first.error ? { error: first.error } : {};
  return {
    list: data ? (all?.list ?? data.deployments) : undefined,
    isCut: all?.isCut ?? false,
    ...error,
  };
}

async function restOf(
  path: string,
  first: StatusPage,
): Promise<{ list: Status[]; isCut: boolean }> {
  const list = [...first.deployments];
  let { next } = first;
  for (let page = 1; next !== null && page < MOST_PAGES; page += 1) {
    const more: StatusPage = await get<StatusPage>(`${path}&after=${encodeURIComponent(next)}`);
    list.push(...more.deployments);
    next = more.next;
  }
  return { list, isCut: next !== null };
}
