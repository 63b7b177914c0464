import { OmedaError, type OmedaClient } from '#omeda-client';
import type { StepMetrics } from '#metrics';
import { inSpan } from '#tracing';

type Call = (...input: never[]) => Promise<unknown>;

/** Wraps a client to measure each call. */
export function measured(client: OmedaClient, brand: string, metrics?: StepMetrics): OmedaClient {
  if (!metrics) return client;
  const calls = Object.entries(client) as [string, Call][];
  const measuredCalls = calls.map(([call, make]) => [
    call,
    call === 'close' ? make : measuredCall(make, { metrics, brand, call }),
  ]);
  return Object.fromEntries(measuredCalls) as OmedaClient;
}

type Measuring = { metrics: StepMetrics; brand: string; call: string };

function measuredCall(make: Call, { metrics, ...labels }: Measuring): Call {
  const { call } = labels;
  return async (...input) => {
    const span = { kind: 'CLIENT', attributes: { 'newsletter.brand': labels.brand } } as const;
    const began = performance.now();
    const count = (kind: string) =>
      metrics.called({ ...labels, class: kind, seconds: (performance.now() - began) / 1000 });
    try {
      const answer = await inSpan(`Omeda ${call}`, span, () => make(...input));
      count('ok');
      return answer;
    } catch (error) {
      count(error instanceof OmedaError ? error.class : 'fault');
      throw error;
    }
  };
}
