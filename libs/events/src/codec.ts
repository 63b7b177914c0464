import type { Fact } from './envelope.js';
import { SCHEMA_VERSIONS } from './catalogue.js';

/** An event in the form of rows and messages. */
export type Encoded = { type: string; schemaVersion: number; data: unknown };

/** Lifts the data of one schema version to the next. */
export type Upcaster = (data: never) => unknown;

/** By event type, then by the version it lifts from. */
export type Upcasters = Record<string, Record<number, Upcaster>>;

const UPCASTERS: Upcasters = {};

/**
 * A stored event that this release cannot read; names the type and what to do. A newer release can:
 * a process that meets one waits for that and fails nothing.
 */
export class UnknownEventError extends Error {
  override name = 'UnknownEventError';
}

export type Codec = {
  /** Every type that this release knows, with its newest version. */
  versions: Readonly<Record<string, number>>;
  encode(fact: Fact): Encoded;
  /** @throws UnknownEventError for a type or version this release does not know. */
  decode(encoded: Encoded): Fact;
};

/** A codec for a table of current versions and the steps that lift older ones. */
export function createCodec(versions: Record<string, number>, upcasters: Upcasters): Codec {
  function currentVersion(type: string): number {
    const version = Object.hasOwn(versions, type) ? versions[type] : undefined;
    if (version === undefined) {
      throw new UnknownEventError(
        `Event type '${type}' is unknown to this release. Run the release that wrote it, or a newer one.`,
      );
    }
    return version;
  }
  return {
    versions,
    encode: ({ type, data }) => ({ type, schemaVersion: currentVersion(type), data }),
    decode({ type, schemaVersion, data }) {
      const current = currentVersion(type);
      if (schemaVersion > current) {
        throw new UnknownEventError(
          `Event '${type}' has schema version ${schemaVersion}; this release reads up to ${current}. Run a newer release.`,
        );
      }
      let lifted = data;
      for (let version = schemaVersion; version < current; version += 1) {
        const lift = upcasters[type]?.[version];
        if (!lift) {
          throw new UnknownEventError(
            `Event '${type}' of schema version ${version} cannot be read: its upcaster is missing.`,
          );
        }
        lifted = lift(lifted as never);
      }
      return { type, data: lifted };
    },
  };
}

/** The codec of the stored events. */
export const codec = createCodec(SCHEMA_VERSIONS, UPCASTERS);
