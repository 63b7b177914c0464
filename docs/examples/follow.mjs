// Prints every event of every newsletter, from the first one on. `npm install newsletter-events`, then run:
// NEWSLETTER_URL=… NEWSLETTER_KEY=… node follow.mjs
import { fileCheckpoint, follow } from 'newsletter-events';

const { NEWSLETTER_URL, NEWSLETTER_KEY, CHECKPOINT = 'newsletters.json' } = process.env;
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

await follow({
  http: NEWSLETTER_URL,
  key: NEWSLETTER_KEY,
  from: 'start',
  checkpoint: fileCheckpoint(CHECKPOINT), // Delete the file to start with the first event again.
  signal: stop.signal,
  onEvent: ({ subject, streamversion, type, data }) => {
    console.log(subject, streamversion, type, JSON.stringify(data));
  },
  onTrouble: ({ error, retryInMs }) => console.error(`${error.message} (again in ${retryInMs} ms)`),
});
