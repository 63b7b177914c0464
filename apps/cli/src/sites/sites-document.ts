import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Fault, type Sites, SitesFileError, parseSites } from '#sites';
import { CliError } from '../cli-error.js';

type Entry = Record<string, unknown>;

/** A sites file as written; not all of it needs to be valid. */
export type SitesDocument = {
  brands: Record<string, Entry>;
  sites: Record<string, Entry>;
  operatorKeys?: unknown[];
};

/** Secrets written with the document: path in the sites file, and text. */
export type NewSecrets = ReadonlyMap<string, string>;

/** @throws CliError if it is not a JSON object. A missing file is an empty document. */
export function readDocument(file: string): SitesDocument {
  if (!existsSync(file)) return { brands: {}, sites: {} };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code ? `cannot be read (${code})` : 'is not JSON';
    throw new CliError(`The sites file ${file} ${problem}. Fix that first.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CliError(`The sites file ${file} must be an object, as in sites.example.json.`);
  }
  return { brands: {}, sites: {}, ...value };
}

/** File and environment, to check part of a document as the gateway will. */
export type Checking = { file: string; env: Record<string, string | undefined> };

/** Checks only one brand and one site: others may name variables that are not set here. */
export function checkPart(
  part: SitesDocument,
  secrets: NewSecrets,
  { file, env }: Checking,
): { faults: readonly Fault[]; sites?: Sites } {
  const sources = {
    env: (name: string) => env[name],
    file: (path: string) => secrets.get(path) ?? readFileSync(resolve(dirname(file), path), 'utf8'),
  };
  try {
    return { faults: [], sites: parseSites(JSON.stringify(part), sources, file) };
  } catch (error) {
    if (error instanceof SitesFileError) return { faults: error.faults };
    throw error;
  }
}
