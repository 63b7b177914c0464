import type { Stage } from './stage.js';

/** The values of the processes' /metrics at one moment, by series. */
export type Samples = ReadonlyMap<string, number>;

const LINE = /^(newsletter_\w+)(?:\{(.*)\})? (\S+)$/;
/** promtool's time begins at 0. */
const IS_INSTANT = /_timestamp_seconds$/;

/** A process without a response has none, as for Prometheus. */
export async function scrape(stage: Stage): Promise<Samples> {
  const samples = new Map<string, number>();
  for (const { name, url } of stage.processes.values()) {
    const text = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(20_000) }).then(
      (response) => response.text(),
      () => '',
    );
    for (const line of text.split('\n')) {
      const [, metric = '', labels = '', value = ''] = LINE.exec(line) ?? [];
      if (metric === '') continue;
      const series = `${metric}{${labels}${labels ? ',' : ''}instance="${name}"}`;
      const shiftS = IS_INSTANT.test(metric) ? Date.now() / 1_000 : 0;
      samples.set(series, Number(value) - shiftS);
    }
  }
  return samples;
}
