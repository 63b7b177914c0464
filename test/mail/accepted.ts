import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const ACCEPTED = new URL('accepted/', import.meta.url);
const SEEN = 'test-results/mail';

/** Other machines have other fonts and draw edges differently. */
const TOLERANCE = { color: 0.25, pixels: 0.06, height: 0.06 };

/** Compares with the accepted picture; `ACCEPT_PICTURES=1` accepts it. @returns what is wrong, or nothing. */
export function difference(name: string, shot: Buffer): string | null {
  mkdirSync(SEEN, { recursive: true });
  writeFileSync(`${SEEN}/${name}.png`, shot);
  const file = new URL(`${name}.png`, ACCEPTED);
  if (process.env['ACCEPT_PICTURES'] === '1') {
    mkdirSync(ACCEPTED, { recursive: true });
    writeFileSync(file, PNG.sync.write(PNG.sync.read(shot), { deflateLevel: 9, colorType: 2 }));
    return null;
  }
  if (!existsSync(file)) return `${name} was never accepted: look at ${SEEN}/${name}.png`;
  return compared(PNG.sync.read(readFileSync(file)), PNG.sync.read(shot), `${SEEN}/${name}.png`);
}

function compared(accepted: PNG, seen: PNG, path: string): string | null {
  const { width } = accepted;
  if (seen.width !== width) return `${path} is ${seen.width} wide, not ${width}`;
  const apart = Math.abs(seen.height - accepted.height) / accepted.height;
  if (apart > TOLERANCE.height) return `${path} is ${seen.height} high, not ${accepted.height}`;
  const height = Math.min(seen.height, accepted.height);
  const part = (png: PNG) => png.data.subarray(0, width * height * 4);
  const pixels = pixelmatch(part(accepted), part(seen), undefined, width, height, {
    threshold: TOLERANCE.color,
  });
  const share = pixels / (width * height);
  return share > TOLERANCE.pixels
    ? `${path} differs in ${Math.round(share * 100)} % of its pixels`
    : null;
}
