import { ensureChromium } from '../setup/chromium.js';

/** What the visitors of these specs look at the console with. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}
