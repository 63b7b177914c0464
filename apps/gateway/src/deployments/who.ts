import type { Actor } from '#events';

const ID = /^(operator|site):(.+)$/;

/** Who caused an event, as people read it; null if the service caused it. */
export function whoOf({ kind, id = '', name, erased }: Actor): string | null {
  if (kind === 'service') return null;
  if (erased && name) return name;
  if (kind === 'wordpress') return `${name ?? 'a person'} in WordPress`;
  const [, holder, key = ''] = ID.exec(id) ?? [];
  return holder === 'site'
    ? (name ?? `a person with the key of the site ${key}`)
    : byKey(key, name);
}

function byKey(key: string, name: string | undefined): string {
  // A key without a name has its position in the list, which means nothing.
  if (key === '' || /^\d+$/.test(key)) return name ?? 'an operator';
  // Anyone can enter any name: the key identifies the holder.
  return name === undefined || name === key ? key : `${name}, with the key of ${key}`;
}
