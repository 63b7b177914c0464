export { type Condition, type Level, OPERATORS, sentenceOf } from './condition.js';
export { Messenger } from './messenger.js';
export { Notifier, type Standing } from './notifier.js';
export {
  NOTIFICATION_DEFAULTS,
  type NotificationSettings,
  type Recipients,
  readNotifications,
} from './settings.js';
