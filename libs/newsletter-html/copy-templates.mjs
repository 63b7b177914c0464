/** Templates are no TypeScript: `tsc` leaves them where they are. */
import { cpSync } from 'node:fs';

const TEMPLATES = 'libs/newsletter-html/src/fragment/templates';
cpSync(TEMPLATES, `dist/${TEMPLATES}`, { recursive: true });
