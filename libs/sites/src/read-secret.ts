import type { Fields } from './fields.js';
import { isRecord } from './fields.js';
import { HashedKey } from './hashed-key.js';
import { SecretVariableError } from './secret-variable.js';
import { Secret } from './secret.js';
import { shownPath } from './shown-path.js';

/** Where secrets are read from. */
export type SecretSources = {
  /** The variable's value, or undefined if it is not set. @throws SecretVariableError. */
  env(name: string): string | undefined;
  /** The file's text. @throws when it cannot be read. */
  file(path: string): string;
};

/** What is wrong with a secret's form, without repeating it; undefined if it is valid. */
export type SecretRule = (value: string) => string | undefined;

const FORM = '{ "env": "NAME_OF_A_VARIABLE" } or { "file": "path/to/a/file" }';
const HASH_FORM = '{ "sha256": "64 hexadecimal digits" }';
const SHA_256 = /^[0-9a-f]{64}$/i;

type Wanted = { path: string; value: unknown; rule: SecretRule };

/** Reads secrets by the name of a variable or file; collects faults, never a secret's text. */
export class SecretReader {
  constructor(private readonly sources: SecretSources) {}

  one(fields: Fields, name: string, rule: SecretRule): Secret {
    const value = fields.raw(name);
    return this.read(fields, { path: fields.at(name), value, rule }) ?? new Secret('', '');
  }

  many(fields: Fields, name: string, rule: SecretRule): Secret[] {
    return listed(fields, name).flatMap(({ path, value }) => {
      return this.read(fields, { path, value, rule }) ?? [];
    });
  }

  /** Keys that are only compared: the file may have the SHA-256 of one in its place. */
  keys(fields: Fields, name: string, rule: SecretRule): HashedKey[] {
    return listed(fields, name).flatMap(({ path, value }) => {
      if (isRecord(value) && 'sha256' in value) return hashed(fields, path, value);
      const key = this.read(fields, { path, value, rule });
      return key ? HashedKey.of(key.reveal(), key.source) : [];
    });
  }

  /** The text of a file that is no secret; undefined if none is named. */
  text(fields: Fields, name: string): string | undefined {
    const value = fields.raw(name);
    if (value === undefined) return undefined;
    const path = isRecord(value) && Object.keys(value).length === 1 ? value['file'] : undefined;
    const text = typeof path === 'string' ? this.fromFile(path) : 'must be { "file": "path" }.';
    if (typeof text !== 'string') return text.reveal();
    fields.fault(name, text);
    return undefined;
  }

  private read({ faults }: Fields, { path, value, rule }: Wanted): Secret | undefined {
    const secret = this.resolve(value);
    if (typeof secret === 'string') {
      faults.add(path, secret);
      return undefined;
    }
    const wrong = rule(secret.reveal());
    if (wrong) faults.add(path, `${secret.source} ${wrong}`);
    return secret;
  }

  /** The secret, or what is wrong. */
  private resolve(value: unknown): Secret | string {
    if (value === undefined) return `is missing. Say where it is stored: ${FORM}.`;
    if (typeof value === 'string') {
      return `contains the secret itself. Put it into a variable or a file, and refer to it: ${FORM}.`;
    }
    const [entry, ...more] = isRecord(value) ? Object.entries(value) : [];
    const [kind, name] = entry ?? [];
    if (more.length > 0 || typeof name !== 'string' || name === '') return `must be ${FORM}.`;
    if (kind === 'env') return this.fromEnv(name);
    return kind === 'file' ? this.fromFile(name) : `must be ${FORM}.`;
  }

  private fromEnv(name: string): Secret | string {
    // An invalid name is most likely the secret itself: it is not repeated.
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name)) {
      return 'env must be the name of a variable: letters, digits and underscores.';
    }
    try {
      const text = this.sources.env(name)?.trim();
      if (!text) return `the variable ${name} is not set. Set it to the secret.`;
      return new Secret(text, `variable ${name}`);
    } catch (error) {
      if (error instanceof SecretVariableError) return error.message;
      throw error;
    }
  }

  private fromFile(path: string): Secret | string {
    try {
      const text = this.sources.file(path).trim();
      return text ? new Secret(text, `file ${path}`) : `the file ${shownPath(path)} is empty.`;
    } catch (error) {
      const code = isRecord(error) || error instanceof Error ? Reflect.get(error, 'code') : '';
      return `the file ${shownPath(path)} cannot be read (${String(code)}). Create it, readable by this user.`;
    }
  }
}

function listed(fields: Fields, name: string): { path: string; value: unknown }[] {
  const value = fields.raw(name);
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => ({
      path: `${fields.at(name)}[${index}]`,
      value: entry,
    }));
  }
  fields.fault(name, `must be a list: [${FORM}, …].`);
  return [];
}

function hashed({ faults }: Fields, path: string, value: Record<string, unknown>): HashedKey[] {
  const { sha256, ...more } = value;
  if (typeof sha256 === 'string' && SHA_256.test(sha256) && Object.keys(more).length === 0) {
    return [new HashedKey(Buffer.from(sha256, 'hex'), `hash at ${path}`)];
  }
  const cure = 'printf %s "$KEY" | openssl dgst -sha256 creates them.';
  faults.add(path, `must be ${HASH_FORM} alone: ${cure}`);
  return [];
}
