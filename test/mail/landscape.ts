import { PNG } from 'pngjs';

type Color = [number, number, number];

const SKY: Color = [142, 190, 220];
const SUN: Color = [250, 214, 120];
const HILL: Color = [74, 122, 110];
const WATER: Color = [36, 84, 118];

/** A picture instead of a photograph: sky, sun, a hill, and water, in few colors. */
export function landscape(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const [red, green, blue] = colorAt(x / width, y / height, width / height);
      png.data.set([red, green, blue, 255], at);
    }
  }
  return PNG.sync.write(png);
}

function colorAt(x: number, y: number, shape: number): Color {
  if (y > 0.72) return WATER;
  if (y > 0.5 + 0.5 * (x - 0.35) ** 2) return HILL;
  const isSun = ((x - 0.72) * shape) ** 2 + (y - 0.26) ** 2 < 0.012;
  return isSun ? SUN : SKY;
}
