import type { Outgoing } from '../messages/outgoing.js';

/** The first ones, as many as can go at once: after one that is not proven, none of its newsletter. */
export function withoutRepeats(
  messages: readonly Outgoing[],
  isProven: (one: Outgoing) => boolean,
): Outgoing[] {
  const unproven = new Set<string | undefined>();
  const end = messages.findIndex((one) => {
    if (unproven.has(one.correlationId)) return true;
    if (!isProven(one)) unproven.add(one.correlationId);
    return false;
  });
  return end < 0 ? [...messages] : messages.slice(0, end);
}

/** What was rejected, and later ones of the same newsletter: alone, it would come after them. */
export function fromRejectedOn(messages: readonly Outgoing[], rejected: ReadonlySet<Outgoing>) {
  const newsletters = new Set<string | undefined>();
  return messages.filter((one) => {
    if (rejected.has(one)) newsletters.add(one.correlationId);
    return newsletters.has(one.correlationId);
  });
}

/** How many a subscriber misses: `still` rejected, or dropped because a newer one was accepted first. */
export function missedOf(
  messages: readonly Outgoing[],
  { rejected, still }: Record<'rejected' | 'still', ReadonlySet<Outgoing>>,
): number {
  const overtaken = new Set<string | undefined>();
  return messages.toReversed().filter((one) => {
    if (!rejected.has(one)) overtaken.add(one.correlationId);
    return rejected.has(one) && (still.has(one) || overtaken.has(one.correlationId));
  }).length;
}
