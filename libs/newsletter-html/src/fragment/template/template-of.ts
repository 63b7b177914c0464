import { readFileSync } from 'node:fs';
import { type Findings, object, warn } from '../findings.js';
import { slotsIn } from './slots.js';

const BUILT_IN = readFileSync(new URL('../templates/newsletter.html', import.meta.url), 'utf8');

/** Without these, a newsletter does not have what mail programs or readers need. */
const WANTED = ['title', 'language', 'direction', 'css', 'preheader', 'readOnline'];

/** The site's own template, or the built-in one if that is missing or unusable. */
export function templateOf(own: string | null, findings: Findings): string {
  if (own === null || own.trim() === '') return BUILT_IN;
  const slots = slotsIn(own);
  if (!slots.has('content')) {
    const words = 'The site’s template has no {{content}}. Add it where the post belongs.';
    object(findings, 'template-without-content', words);
    return BUILT_IN;
  }
  for (const slot of WANTED.filter((name) => !slots.has(name))) {
    const words = `The site’s template has no {{${slot}}}. See “Template” in docs/mail.md for where it belongs.`;
    warn(findings, 'template-slot-missing', words, `{{${slot}}}`);
  }
  return own;
}
