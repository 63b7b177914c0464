const EVERY_MS = 60_000;

function isSeen(): boolean {
  return document.visibilityState === 'visible';
}

/** Calls the listener once a minute while the page is visible, and whenever it becomes visible; returns how to stop. */
export function whileSeen(listener: () => void): () => void {
  const refresh = () => {
    if (isSeen()) listener();
  };
  const timer = setInterval(refresh, EVERY_MS);
  document.addEventListener('visibilitychange', refresh);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', refresh);
  };
}

/** A short visit to another tab does not count as leaving. */
const LEFT_MS = 10_000;

type Use = { onUse: () => void; onLeave: () => void };

/** Reports when the page is used, and when it has been hidden for a while; returns how to stop. */
export function whileUsed({ onUse, onLeave }: Use): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    if (isSeen()) onUse();
    else timer = setTimeout(onLeave, LEFT_MS);
  };
  document.addEventListener('visibilitychange', refresh);
  if (isSeen()) onUse();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', refresh);
  };
}
