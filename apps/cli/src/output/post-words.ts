/** A post's status in people's words, not those of WordPress's database. */
const WORDS: Record<string, string> = {
  publish: 'published in WordPress',
  future: 'scheduled in WordPress',
  draft: 'a draft in WordPress',
  'auto-draft': 'a draft in WordPress',
  pending: 'pending review in WordPress',
  private: 'private in WordPress',
  trash: 'in the trash of WordPress',
};

/** "post 50, scheduled in WordPress"; other statuses keep their name. */
export function postWords({ id, status }: { id: number; status: string }): string {
  if (status === '') return `post ${id}`;
  const words = Object.hasOwn(WORDS, status) ? WORDS[status] : `status "${status}" in WordPress`;
  return `post ${id}, ${words}`;
}
