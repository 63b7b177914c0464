import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BESIDE = new URL('./render-worker.js', import.meta.url);
const BUILT = new URL('../../../../dist/apps/gateway/src/rendering/render-worker.js', BESIDE);

/**
 * The file that a worker runs. Node cannot load TypeScript, so when run from sources (specs), it is the
 * built one, which `npm test` makes first. Undefined if nothing is built.
 */
export function workerFile(): string | undefined {
  return [BESIDE, BUILT].map((url) => fileURLToPath(url)).find((path) => existsSync(path));
}
