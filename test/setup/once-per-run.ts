import type { TestProject } from 'vitest/node';

type Shared = { started: Promise<{ close(): Promise<void> }>; users: number };

/** Each project loads the setups again; what they share in a run is kept where all see it. */
const shared = ((globalThis as { newsletterSetups?: Map<string, Shared> }).newsletterSetups ??=
  new Map<string, Shared>());

/** A setup whose server is started by the first project that needs it, and stopped by the last. */
export function oncePerRun<T extends { close(): Promise<void> }>(
  name: string,
  start: () => Promise<T>,
  provide: (project: TestProject, server: T) => void,
) {
  return async (project: TestProject): Promise<() => Promise<void>> => {
    const entry = shared.get(name) ?? { started: start(), users: 0 };
    shared.set(name, entry);
    entry.users += 1;
    provide(project, (await entry.started) as T);
    return async () => {
      entry.users -= 1;
      if (entry.users === 0) await (await entry.started).close();
    };
  };
}
