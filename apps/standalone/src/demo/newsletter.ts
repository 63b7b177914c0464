import { randomUUID } from 'node:crypto';

const POST_ID = 1042;

type Post = { type: string; status: string; html: string; sequence: number };

/** The body that the WordPress plugin would send for the demo's post. */
export function eventBody({ type, status, html, sequence }: Post, uid: string) {
  const now = new Date().toISOString();
  return {
    type,
    sequence,
    occurredAt: now,
    actor: { id: 7, name: 'Ada' },
    site: { name: 'The Daily Demo', tagline: 'News for nobody', timeZone: 'America/New_York' },
    post: {
      id: POST_ID,
      uid,
      type: 'newsletter',
      status,
      slug: 'morning-news',
      title: 'Morning news',
      excerpt: 'What happened over night.',
      html,
      date: null,
      modified: now,
      permalink: 'https://daily.example/morning-news',
      editUrl: `https://daily.example/wp-admin/post.php?post=${POST_ID}`,
      author: { name: 'Ada Writer', firstName: 'Ada', lastName: 'Writer' },
      categories: ['News'],
      tags: [],
    },
    deploymentType: {
      id: 3,
      name: 'Morning newsletter',
      omedaDeploymentTypeId: 1,
      audienceQuery: 'Morning subscribers',
      outputCriteria: null,
      fromName: 'The Daily Demo',
      fromEmail: 'news@daily.example',
      replyTo: 'editors@daily.example',
      subjectFormat: '{post_title} | {site_name}',
      deploymentNameFormat: '{post_title} {post_date_ymd}',
      campaignIdFormat: 'morning-{post_date_ymd}',
      testers: [{ firstName: 'Tess', lastName: 'Ter', email: 'tess@daily.example' }],
      onPublish: 'schedule',
    },
  };
}

/** The demo's story: five quick saves of one draft, then publish. */
export class DemoPost {
  private readonly uid = randomUUID();
  private sequence = 0;

  draft(): ReturnType<typeof eventBody> {
    return this.next('post.saved', 'draft');
  }

  published(): ReturnType<typeof eventBody> {
    return this.next('post.published', 'publish');
  }

  private next(type: string, status: string) {
    this.sequence += 1;
    const html = `<h1>Morning news</h1><p>Version ${this.sequence} of the text.</p>`;
    return eventBody({ type, status, html, sequence: this.sequence }, this.uid);
  }
}
