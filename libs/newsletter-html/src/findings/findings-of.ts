import type { Notice } from '#events';
import { lowContrast } from './contrast.js';
import { foreignScript } from './foreign-script.js';
import { deadLinks } from './links.js';
import { pictureFindings } from './pictures.js';
import type { Seen } from './seen.js';
import { tooLargeForGmail } from './size.js';

const CHECKS = [tooLargeForGmail, deadLinks, pictureFindings, lowContrast, foreignScript];

/** What an editor should know about a finished newsletter; none of it blocks sending. */
export function findingsOf(seen: Seen): Notice[] {
  return CHECKS.flatMap((check) => check(seen));
}
