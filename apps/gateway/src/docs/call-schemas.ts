import { INSTANT, TEXT, UUID, WHOLE, called, listOf, object, oneOf, orNull } from './schema.js';

const CALL = object({
  id: WHOLE,
  site: TEXT,
  brand: TEXT,
  deploymentId: UUID,
  step: called(TEXT, 'The step that made it.'),
  dueId: called(WHOLE, 'Of the due step: attempts of the same step differ in it.'),
  call: called(TEXT, 'Its name, such as create or lookup.'),
  method: oneOf(['GET', 'POST', 'PUT']),
  path: called(TEXT, 'Without the host.'),
  request: orNull(TEXT, 'The body; null if it had none. 4 kB at most.'),
  status: orNull(WHOLE, 'Null if no response came; error says why.'),
  response: orNull(TEXT, 'The body. 4 kB at most.'),
  error: orNull(TEXT, 'Why no response came.'),
  class: called(TEXT, 'ok, or what the failure means, such as transient or permanent.'),
  beganAt: INSTANT,
  tookMs: WHOLE,
});

/** Responses of the route of calls to Omeda. */
export const CALL_SCHEMAS = {
  Calls: object({
    deploymentId: UUID,
    calls: listOf(CALL),
    next: orNull(WHOLE, 'Send it as after to get the next page; null on the last page.'),
  }),
};
