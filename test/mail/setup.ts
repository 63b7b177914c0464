import { ensurePackages } from '../wordpress/setup/packages.js';

/** Chromium, and WordPress for the style sheet of its blocks. */
export default async function setup(): Promise<void> {
  await ensurePackages();
}
