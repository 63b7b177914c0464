import type { Outgoing } from '../messages/outgoing.js';

/** The longest run from there on of different newsletters. */
export function withoutRepeats(messages: readonly Outgoing[], from: number): Outgoing[] {
  const newsletters = new Set<string | undefined>();
  const rest = messages.slice(from);
  const end = rest.findIndex(({ correlationId }) => {
    const isRepeated = newsletters.has(correlationId);
    newsletters.add(correlationId);
    return isRepeated;
  });
  return end < 0 ? rest : rest.slice(0, end);
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
