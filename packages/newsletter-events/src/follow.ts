import { Follower } from './follower.js';
import type { FollowOptions } from './options.js';

/**
 * Follows newsletters from the checkpoint on: without gap, repeat, or reordering. Resolves when it was
 * stopped. @throws Refused for what a retry does not fix, such as a wrong key.
 */
export async function follow<Transaction = unknown>(
  options: FollowOptions<Transaction>,
): Promise<void> {
  await new Follower(options).run();
}
