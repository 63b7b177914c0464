/** What takes seconds takes minutes on a busy machine. */
const DEADLINE_MS = 180_000;
const POLL_INTERVAL_MS = 300;

/** Polls until it is so; errors meanwhile count as not yet. @returns Milliseconds that it took, if it succeeded. */
export async function until(
  isSo: () => Promise<boolean>,
  deadlineMs = DEADLINE_MS,
): Promise<number | undefined> {
  const startedMs = performance.now();
  while (!(await isSo().catch(() => false))) {
    if (performance.now() - startedMs > deadlineMs) return undefined;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  return performance.now() - startedMs;
}

/** @throws Error that says what never happened. */
export async function mustBe(what: string, isSo: () => Promise<boolean>): Promise<void> {
  if ((await until(isSo)) === undefined) throw new Error(`It never came to: ${what}`);
}
