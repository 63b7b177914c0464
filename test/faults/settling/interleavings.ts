/** Which of the candidates may take the next step: a number from 0. */
export type Choose = (of: number) => number;

/**
 * Plays a story once for each order in which its members can take their steps, and returns the number
 * of orders. A failure names the order.
 */
export async function everyInterleaving(play: (choose: Choose) => Promise<void>): Promise<number> {
  const open: number[][] = [[]];
  let played = 0;
  for (let prefix = open.pop(); prefix; prefix = open.pop()) {
    await playOnce(play, prefix, open);
    played += 1;
  }
  return played;
}

/** Follows the prefix, then always takes the first; other choices stay open. */
async function playOnce(
  play: (choose: Choose) => Promise<void>,
  prefix: number[],
  open: number[][],
): Promise<void> {
  const taken: number[] = [];
  const choose: Choose = (of) => {
    const choice = prefix[taken.length] ?? 0;
    if (taken.length >= prefix.length) {
      for (let other = 1; other < of; other += 1) open.push([...taken, other]);
    }
    taken.push(choice);
    return choice;
  };
  try {
    await play(choose);
  } catch (error) {
    const order = taken.map((choice) => 'AB'[choice]).join(' ');
    throw new Error(`In the order ${order}: ${(error as Error).message}`, { cause: error });
  }
}
