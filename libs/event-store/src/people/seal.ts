import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Person } from '#events';

/** A person's key: it decrypts what events say of that person. */
export type PersonKey = { id: string; key: Buffer };

const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A person as events hold one: `<id of the key>.<nonce, tag and text in base64url>`. */
export type SealedPerson = { sealed: string };

/** As long as the key is cached: frequent authors are encrypted once. */
const sealedBy = new WeakMap<PersonKey, Map<string, SealedPerson>>();

export function sealPerson(person: Person, key: PersonKey): SealedPerson {
  const text = JSON.stringify(person);
  const known = sealedBy.get(key) ?? new Map<string, SealedPerson>();
  sealedBy.set(key, known);
  const sealed = known.get(text) ?? sealText(text, key);
  known.set(text, sealed);
  return sealed;
}

function sealText(plain: string, { id, key }: PersonKey): SealedPerson {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(id));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const box = Buffer.concat([iv, cipher.getAuthTag(), text]);
  return { sealed: `${id}.${box.toString('base64url')}` };
}

export function keyIdOf({ sealed }: SealedPerson): string {
  return sealed.split('.', 1)[0] ?? '';
}

/** @throws Error if it was not sealed with this key. */
export function openPerson({ sealed }: SealedPerson, { id, key }: PersonKey): Person {
  const box = Buffer.from(sealed.slice(id.length + 1), 'base64url');
  const tagEnd = IV_BYTES + TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(box.subarray(IV_BYTES, tagEnd));
  const text = Buffer.concat([decipher.update(box.subarray(tagEnd)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Person;
}
