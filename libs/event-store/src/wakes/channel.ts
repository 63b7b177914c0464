/** Named in a migration: never change it. What comes with it is the feed's last position then. */
export const APPENDED = 'newsletter_appended';
