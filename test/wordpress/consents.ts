import type { Newsroom } from './newsroom.js';
import type { Wordpress } from './wordpress.js';

/** What an event says about the person who consented to sending the post. */
export type Consent = {
  id: string;
  by: { id: number; name: string };
  at: string;
  mode: 'publish' | 'schedule';
};

export const DAY_MS = 86_400_000;

/** A time as WordPress's REST accepts it for `date_gmt`. */
export const wpDate = (ms: number) => new Date(ms).toISOString().slice(0, 19);

/** Who consented, as the gateway last got it; null for nobody. Waiting rows are delivered first. */
export async function consentSent(
  newsroom: Newsroom,
  post: number,
): Promise<Consent | null | undefined> {
  await newsroom.received();
  return bodiesOf(newsroom.wordpress, post).at(-1)?.post.consent;
}

export type Body = {
  type: string;
  post: {
    status: string;
    title: string;
    html: string | null;
    styles: string;
    language: string;
    direction: string;
    permalink: string;
    subject: string | null;
    preheader: string | null;
    featuredImage: object | null;
    consent?: Consent | null;
  };
  deploymentType: Record<string, unknown> | null;
};

/** The events of a post that were delivered, in order. */
export function bodiesOf(wordpress: Wordpress, post: number): Body[] {
  const bodies = wordpress.sql(
    `SELECT body FROM wp_omeda_outbox
     WHERE post_id = ${post} AND state = 'delivered' AND body IS NOT NULL ORDER BY id`,
  );
  return bodies
    .split('\n')
    .filter(Boolean)
    .map((body) => JSON.parse(body) as Body);
}

/** WordPress's cron at the hour of a scheduled post. */
export async function publishByCron({ wordpress }: Newsroom, post: number): Promise<void> {
  const passed = wpDate(Date.now() - 60_000).replace('T', ' ');
  // The consented date, too: otherwise a reconcile in between takes it for another one.
  await wordpress.php(
    `global $wpdb;
     $consent = get_post_meta(${post}, '_omeda_connector_consent', true);
     $wpdb->update($wpdb->posts, ['post_date' => '${passed}', 'post_date_gmt' => '${passed}'], ['ID' => ${post}]);
     clean_post_cache(${post});
     if ($consent) update_post_meta(${post}, '_omeda_connector_consent', ['date' => '${passed}'] + $consent);
     wp_clear_scheduled_hook('publish_future_post', [${post}]);
     wp_schedule_single_event(time() - 1, 'publish_future_post', [${post}]);`,
  );
  await fetch(`${wordpress.url}/wp-cron.php?doing_wp_cron`);
}
