const isFull = process.env['FAULTS'] === 'full';

/** `npm test` tells the story in short; `npm run test:faults` in full size. */
export function sized(short: number, full: number): number {
  return isFull ? full : short;
}
