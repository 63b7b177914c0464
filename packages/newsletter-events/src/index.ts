export type { Checkpoint, Progress } from './checkpoint.js';
export type { AmqpOptions } from './amqp-options.js';
export { type EventName, type EventOf, type NewsletterEvent, nameOf } from './event.js';
export { Refused } from './feed-client.js';
export { fileCheckpoint } from './file-checkpoint.js';
export { follow } from './follow.js';
export type * from './generated.js';
export type { EventContext, FollowOptions, FollowTrouble } from './options.js';
