import type { Results } from '#events';

type Counts = Omit<Results, 'links'>;

/** What readers did, as shares of the recipients, from 0 to 1. */
export function withRates<R extends Counts>(results: R) {
  const { uniqueOpens, uniqueClicks, sentCount } = results;
  return {
    ...results,
    openRate: rate(uniqueOpens, sentCount),
    clickRate: rate(uniqueClicks, sentCount),
  };
}

/** "Results after 6 hours: 43% opened, 6% clicked, 14 bounced." */
export function resultsInWords({ hours, ...counts }: Counts & { hours: number }): string {
  return `Results after ${hours} ${hours === 1 ? 'hour' : 'hours'}: ${countsInWords(counts)}.`;
}

function countsInWords(counts: Counts): string {
  const { uniqueOpens, uniqueClicks, bounceCount, openRate, clickRate } = withRates(counts);
  const parts = [
    part(openRate, uniqueOpens, 'opened'),
    part(clickRate, uniqueClicks, 'clicked'),
    part(null, bounceCount, 'bounced'),
  ];
  return parts.filter(Boolean).join(', ') || 'Omeda counts nothing';
}

/** As a percentage, if known. */
function part(ofAll: number | null, count: number | null, word: string): string {
  if (ofAll !== null) return `${Math.round(100 * ofAll)}% ${word}`;
  return count === null ? '' : `${count} ${word}`;
}

function rate(count: number | null, all: number | null): number | null {
  return count === null || !all ? null : count / all;
}
