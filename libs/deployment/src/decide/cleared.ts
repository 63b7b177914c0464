import { withoutAddresses } from '#events';
import type { BrandCommand } from '../brand.js';
import type { Command } from '../commands.js';

/** Omeda's responses are compared by it: it must stay as it is. */
const COMPARED: ReadonlySet<string> = new Set([
  'trackId',
  'trackIds',
  'twins',
  'listId',
  'name',
  'query',
  'criteria',
  'marker',
]);

/**
 * A command as it may be recorded: words of Omeda or a person without e-mail addresses.
 * They are removed before anything is decided, so that repeated words are equal to what is
 * known.
 */
export function cleared(command: Command): Command {
  switch (command.kind) {
    case 'report':
      return { ...command, outcome: withoutAddressesIn(command.outcome) };
    case 'hold':
      return withoutAddressesIn(command);
    case 'receive-post': {
      const { content } = command;
      if (!content) return command;
      const { problems, warnings } = withoutAddressesIn({
        problems: content.problems,
        warnings: content.warnings,
      });
      return { ...command, content: { ...content, problems, warnings } };
    }
    default:
      return command;
  }
}

/** The same for a brand. */
export function clearedOfBrand<C extends BrandCommand>(command: C): C {
  return withoutAddressesIn(command);
}

function withoutAddressesIn<T>(value: T): T {
  if (typeof value === 'string') return withoutAddresses(value) as T;
  if (Array.isArray(value)) return value.map((inner) => withoutAddressesIn<unknown>(inner)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    COMPARED.has(key) ? inner : withoutAddressesIn<unknown>(inner),
  ]);
  return Object.fromEntries(entries) as T;
}
