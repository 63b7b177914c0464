/** No debounce and no gaps: the bench measures what the service costs, not what it waits for. */
export const NO_DELAYS = {
  CREATE_DEBOUNCE_SECONDS: '0',
  CONTENT_DEBOUNCE_SECONDS: '0',
  PUBLISH_SETTLE_SECONDS: '0',
  STEP_GAP_SECONDS: '0',
  AUDIENCE_POLL_SECONDS: '0',
};
