import { knownVariables } from '../merge/known-variables.js';
import { viewOf } from '../view/view-of.js';
import { findingsOf } from './findings-of.js';

/** A newsletter as the findings get it, with the variables that Omeda always knows. */
export const seen = (html: string) => ({
  html,
  sent: html,
  view: viewOf(html),
  isKnown: knownVariables(),
});

export function codes(html: string): string[] {
  return findingsOf(seen(html)).map(({ code }) => code);
}
