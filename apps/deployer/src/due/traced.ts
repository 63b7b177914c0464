import type { WakeUp } from '#messaging';
import { inSpan, parentOf } from '#tracing';

/** A step is a span of the trace that led to it: a retry is a child of the attempt before. */
export function traced<T>(wakeUp: WakeUp, handle: () => Promise<T>): Promise<T> {
  const { traceparent, deploymentId, site, brand, step, attempt, key } = wakeUp;
  return inSpan(
    step ?? key,
    {
      kind: 'CONSUMER',
      parent: parentOf(traceparent),
      attributes: {
        'newsletter.deployment': deploymentId,
        'newsletter.site': site,
        'newsletter.brand': brand,
        ...(step === null ? {} : { 'newsletter.step': step }),
        ...(attempt === null ? {} : { 'newsletter.attempt': attempt }),
      },
    },
    handle,
  );
}
