/** `tsc` does not copy templates: they are not TypeScript. */
import { cpSync } from 'node:fs';

const TEMPLATES = 'libs/newsletter-html/src/fragment/templates';
cpSync(TEMPLATES, `dist/${TEMPLATES}`, { recursive: true });
