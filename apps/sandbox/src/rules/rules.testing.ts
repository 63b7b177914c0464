import { expect, it } from 'vitest';
import type { Answer } from '../bare-http.testing.js';

/** 07:00 in Chicago, on a summer's day. */
export const NOW = '2026-07-15T12:00:00.000Z';
export type Rule = [text: string, status: number, provoke: () => Promise<Answer>];

/** Replaces TrackIds and list ids, which differ from run to run, with `#`. */
export function texts({ text }: Answer): string[] {
  const json = [...text.matchAll(/"Error":"((?:[^"\\]|\\.)*)"/g)].map(([, error]) => error ?? '');
  const xml = [...text.matchAll(/<Error>([^<]*)<\/Error>/g)].map(([, error]) => error ?? '');
  const unescape = (error: string) => error.replaceAll('&apos;', "'").replaceAll('\\"', '"');
  return [...json, ...xml].map((error) => unescape(error).replaceAll(/DEMO\d{10}/g, '#'));
}

/** One spec per documented text: it is among the errors, with its status. */
export function itRefuses(rules: Rule[]): void {
  it.each(rules)('%s (%i)', async (text, status, provoke) => {
    const answer = await provoke();
    expect(texts(answer)).toContain(text);
    expect(answer.status).toBe(status);
  });
}

export const FORBIDDEN = 'The AppId submitted is forbidden access.';
export const LOCKED =
  "Deployment '#' cannot be edited. Sent, Scheduled , Approved, or Cancelled deployments cannot be edited.";
export const EDITED =
  "Deployment '#' has been edited from the Email Builder portal and is not eligible for API access. Last edited by portal on 2026-07-15 07:00.";
export const CREATED =
  "Deployment '#' was created within the Email Builder portal and is not eligible for API access.";
export const NOT_LOADED = 'Audience list Daily is not valid (recipient upload did not complete).';
export const UNKNOWN = "No deployment was found matching trackId 'NONE1'.";
export const STRANGER = 'stranger';
