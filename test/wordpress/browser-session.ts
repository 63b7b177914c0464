import type { User } from './wordpress.js';

type Answer = { status: number; text: string };

/** A person with cookies, as far as wp-admin's forms need no JavaScript. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  private constructor(private readonly url: string) {}

  static async logIn(url: string, user: User): Promise<Browser> {
    const browser = new Browser(url);
    await browser.get('/wp-login.php');
    await browser.post('/wp-login.php', {
      log: user,
      pwd: `${user}-pass`,
      'wp-submit': 'Log In',
      testcookie: '1',
    });
    return browser;
  }

  get(path: string): Promise<Answer> {
    return this.ask(path, {});
  }

  post(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.ask(path, { method: 'POST', body });
  }

  /** The classic editor's form with these fields changed. */
  async submitPost(post: number, changes: Record<string, string>): Promise<Answer> {
    const { text } = await this.get(`/wp-admin/post.php?post=${post}&action=edit`);
    return this.post('/wp-admin/post.php', formOf(post, text, changes));
  }

  /** The block editor's request after its own save, if some plugin has a meta box. */
  async saveMetaBoxes(post: number): Promise<Answer> {
    const { text } = await this.get(`/wp-admin/post.php?post=${post}&action=edit`);
    const found = /_wpMetaBoxUrl = (".*?");/.exec(text)?.[1] ?? '""';
    const { pathname, search } = new URL(JSON.parse(found) as string, this.url);
    return this.post(`${pathname}${search}`, formOf(post, text, {}));
  }

  async quickEdit(
    post: number,
    title: string,
    changes: Record<string, string> = {},
  ): Promise<Answer> {
    const { text } = await this.get('/wp-admin/edit.php');
    return this.post('/wp-admin/admin-ajax.php', {
      action: 'inline-save',
      post_ID: String(post),
      post_type: 'post',
      _inline_edit: nonceOf(text, '_inline_edit'),
      post_title: title,
      post_view: 'list',
      screen: 'edit-post',
      ...changes,
    });
  }

  /** The link in the list of trashed posts. */
  async untrash(post: number): Promise<Answer> {
    const { text } = await this.get('/wp-admin/edit.php?post_status=trash');
    const link = new RegExp(`post\\.php\\?post=${post}&amp;action=untrash&amp;_wpnonce=[0-9a-f]+`);
    const path = link.exec(text)?.[0].replaceAll('&amp;', '&');
    return this.get(`/wp-admin/${path}`);
  }

  /** As mobile apps and desktop editors did before REST. */
  xmlRpcPublish(post: number, user: User): Promise<Answer> {
    return this.xmlRpc(post, user, member('post_status', string('publish')));
  }

  xmlRpcEdit(post: number, user: User, meta: Record<string, string>): Promise<Answer> {
    const fields = Object.entries(meta).map(
      ([key, value]) =>
        `<value><struct>${member('key', string(key))}${member('value', string(value))}</struct></value>`,
    );
    const list = `<value><array><data>${fields.join('')}</data></array></value>`;
    return this.xmlRpc(post, user, member('custom_fields', list));
  }

  private xmlRpc(post: number, user: User, members: string): Promise<Answer> {
    const values = ['1', user, `${user}-pass`, String(post)].map(string);
    const params = [...values, `<value><struct>${members}</struct></value>`];
    const body = params.map((value) => `<param>${value}</param>`).join('');
    return this.ask('/xmlrpc.php', {
      method: 'POST',
      body: `<?xml version="1.0"?><methodCall><methodName>wp.editPost</methodName><params>${body}</params></methodCall>`,
    });
  }

  /** The list of posts, with the nonce of its form. */
  async list(): Promise<string> {
    return nonceOf((await this.get('/wp-admin/edit.php')).text, '_wpnonce');
  }

  /** As the list's form does. */
  async bulkEdit(posts: number[], status: string, nonce: string): Promise<Answer> {
    const query = new URLSearchParams([
      ['_wpnonce', nonce],
      ['action', 'edit'],
      ['bulk_edit', 'Update'],
      ['post_type', 'post'],
      ['_status', status],
      ['post_author', '-1'],
      ['comment_status', ''],
      ['ping_status', ''],
      ['sticky', '-1'],
      ['post_format', '-1'],
      ...posts.map((post): [string, string] => ['post[]', String(post)]),
    ]);
    return this.get(`/wp-admin/edit.php?${query.toString()}`);
  }

  /** The nonce that a logged-in editor's JavaScript sends with REST requests. */
  async restNonce(): Promise<string> {
    return (await this.get('/wp-admin/admin-ajax.php?action=rest-nonce')).text;
  }

  async ask(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const response = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      this.cookies.set(name, value);
    }
    return { status: response.status, text: await response.text() };
  }
}

const string = (text: string) => `<value><string>${text}</string></value>`;
const member = (name: string, value: string) => `<member><name>${name}</name>${value}</member>`;

function nonceOf(page: string, name: string): string {
  const field = new RegExp(`name="${name}" value="([0-9a-f]+)"`).exec(page);
  const before = new RegExp(`value="([0-9a-f]+)"[^>]*name="${name}"`).exec(page);
  const nonce = field?.[1] ?? before?.[1];
  if (!nonce) throw new Error(`The page has no ${name}: ${page.slice(0, 300)}`);
  return nonce;
}

function formOf(post: number, page: string, changes: Record<string, string>) {
  return {
    _wpnonce: nonceOf(page, '_wpnonce'),
    action: 'editpost',
    post_ID: String(post),
    post_type: 'post',
    ...changes,
  };
}
