import type { MessageHandler } from '@nestjs/microservices';

/** Whether this name matches a topic pattern of RabbitMQ: `*` is one word, `#` any number of them. */
export function matches(pattern: string, name: string): boolean {
  return isFor(pattern.split('.'), name.split('.'));
}

/** The handler of exactly this name, otherwise the first one with a matching pattern. */
export function handlerFor(
  handlers: ReadonlyMap<string, MessageHandler>,
  name: string,
): MessageHandler | undefined {
  const own = handlers.get(name);
  if (own) return own;
  return [...handlers].find(([pattern]) => matches(pattern, name))?.[1];
}

function isFor([first, ...others]: readonly string[], words: readonly string[]): boolean {
  if (first === undefined) return words.length === 0;
  const [, ...rest] = words;
  if (first === '#')
    return isFor(others, words) || (words.length > 0 && isFor([first, ...others], rest));
  return words.length > 0 && (first === '*' || first === words[0]) && isFor(others, rest);
}
