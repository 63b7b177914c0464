import { type Outcome, isSameSendTime } from '#deployment';
import { OmedaError, toCentral } from '#omeda-client';
import { NOT_VISIBLE_YET, findCreated, ofGeneration } from './find-created.js';
import { isContent } from './is-content.js';
import { observe } from './observe.js';
import type { StepContext, StepHandler } from './step.js';

/** Schedules the newsletter for its send time, or for now if that has passed. */
export const schedule: StepHandler<'schedule'> = async (context) => {
  if (context.resolving) return resolve(context);
  const hindrance = (await twinsOf(context)) ?? (await otherContent(context));
  if (hindrance) return hindrance;
  const { client, request } = context;
  const { trackId, sendAt, immediately } = request;
  const name = immediately ? '[NOW]' : toCentral(sendAt);
  if (!name) {
    const words = 'Its minute occurs twice in US Central time, and this is the second one.';
    return { kind: 'refused', why: 'no-central-name', words };
  }
  try {
    const { scheduledDate } = await client.schedule({ trackId, at: immediately ? 'now' : sendAt });
    return { kind: 'scheduled', scheduledDate };
  } catch (error) {
    return scheduledBefore(error, context, name);
  }
};

/** Omeda refuses what is scheduled: at our time, that is a success. */
function scheduledBefore(
  error: unknown,
  { request }: StepContext<'schedule'>,
  scheduledDate: string,
): Outcome {
  if (!(error instanceof OmedaError) || error.class !== 'already-scheduled') throw error;
  const { at, message } = error;
  if (!at || isSameSendTime(request, at)) return { kind: 'scheduled', scheduledDate };
  return {
    kind: 'seen',
    deployment: { status: 'scheduled', name: '', scheduledAt: at, edits: [] },
    refusal: message,
  };
}

async function resolve({ client, request }: StepContext<'schedule'>): Promise<Outcome> {
  const deployment = await observe(client, request.trackId);
  const { status, scheduledAt } = deployment;
  if (status === 'open') return { kind: 'no-effect' };
  const isUnderWay = status === 'scheduled' || status === 'sending';
  if (!isUnderWay || (scheduledAt && !isSameSendTime(request, scheduledAt))) {
    return { kind: 'seen', deployment };
  }
  const named = request.immediately ? '[NOW]' : (toCentral(request.sendAt) ?? '[NOW]');
  return { kind: 'scheduled', scheduledDate: named };
}

/** If a create was repeated, its twin must be removed before one of them is scheduled. */
async function twinsOf(context: StepContext<'schedule'>): Promise<Outcome | undefined> {
  const { trackId, twinSearch } = context.request;
  if (!twinSearch) return undefined;
  const search = await findCreated(context, twinSearch);
  const carriers = ofGeneration(search, twinSearch.marker);
  const twins = carriers.map((carrier) => carrier.trackId).filter((twin) => twin !== trackId);
  if (!search.isSure && twins.length === 0) {
    return { kind: 'transient', words: NOT_VISIBLE_YET, unclear: false };
  }
  return { kind: 'twins', trackIds: twins };
}

/** An older content call without a response may have taken effect after the test. */
async function otherContent(context: StepContext<'schedule'>): Promise<Outcome | undefined> {
  const { client, request, content } = context;
  if (!request.contentHash) return undefined;
  const isOurs = await isContent(client, request.trackId, await content(request.contentHash));
  return isOurs ? undefined : { kind: 'other-content' };
}
