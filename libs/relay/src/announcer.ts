import type { FeedEntry } from '#event-store';
import { toPublicEvent } from '#events';
import { type Announcement, type EventPublisher, NotConfirmed } from '#messaging';

/** Which entries are with the broker, and why the rest is not, if there is one. */
export type Announced = { entries: readonly FeedEntry[]; failure?: unknown };

/** Announces what is public of these entries to other services, in order: all of them, unless that takes long. */
export async function announce(
  publisher: EventPublisher,
  entries: readonly FeedEntry[],
): Promise<Announced> {
  const announcements = entries.flatMap((entry, index) => {
    const announcement: Announcement | undefined = toPublicEvent(entry);
    return announcement ? [{ index, announcement }] : [];
  });
  try {
    const count = await publisher.publish(announcements.map(({ announcement }) => announcement));
    return { entries: entries.slice(0, announcements[count]?.index) };
  } catch (failure) {
    const confirmed = failure instanceof NotConfirmed ? failure.confirmed : 0;
    return { entries: entries.slice(0, announcements[confirmed]?.index ?? 0), failure };
  }
}
