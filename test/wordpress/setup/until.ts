const DEADLINE_MS = 60_000;
const POLL_INTERVAL_MS = 50;

/** Polls until it is so. @throws Error that names what never happened. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It never came to: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}
