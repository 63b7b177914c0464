/** A message of a stream: its name, its id, and its data. */
export type SentEvent = { event: string; id?: string; data: unknown };

/** Server-sent events as they arrive. */
export async function* sentEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<SentEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    const blocks = (text + decoder.decode(bytes, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks.flatMap(toEvent);
  }
}

/** Empty for a comment, which only keeps the connection open. */
function toEvent(block: string): SentEvent[] {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  const data = fields.get('data');
  if (data === undefined) return [];
  const id = fields.get('id');
  const event = fields.get('event') ?? 'message';
  return [{ event, data: JSON.parse(data) as unknown, ...(id === undefined ? {} : { id }) }];
}
