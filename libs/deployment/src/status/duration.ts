const UNITS = [
  { ms: 24 * 60 * 60 * 1000, name: 'day' },
  { ms: 60 * 60 * 1000, name: 'hour' },
  { ms: 60 * 1000, name: 'minute' },
  { ms: 1000, name: 'second' },
] as const;

/** Milliseconds in words, for people: the largest unit, and the next one if it is not zero. */
export function inWords(ms: number): string {
  if (ms < 1000) return 'less than a second';
  const seconds = Math.round(ms / 1000) * 1000;
  const first = UNITS.findIndex((unit) => seconds >= unit.ms);
  const unit = UNITS[first];
  if (!unit) return 'a moment';
  const next = UNITS[first + 1];
  const count = Math.floor(seconds / unit.ms);
  const rest = next ? Math.floor((seconds % unit.ms) / next.ms) : 0;
  const words = plural(count, unit.name);
  return next && rest > 0 ? `${words} ${plural(rest, next.name)}` : words;
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
