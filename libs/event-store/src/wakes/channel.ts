/** Named in a migration: never change it. The payload is the feed's last position at that moment. */
export const APPENDED = 'newsletter_appended';
