const EVERY_MS = 60_000;

function isSeen(): boolean {
  return document.visibilityState === 'visible';
}

/** Calls the listener once a minute while the page is seen, and whenever it is seen again; returns how to stop. */
export function whileSeen(listener: () => void): () => void {
  const look = () => {
    if (isSeen()) listener();
  };
  const timer = setInterval(look, EVERY_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
