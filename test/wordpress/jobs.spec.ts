import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './chromium.js';
import { Newsroom } from './newsroom.js';

const SCRIPT = `<img src=x onerror="window.hacked = 1">`;
let newsroom: Newsroom;
let person: Person;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

beforeEach(async () => {
  person = await Person.logIn(newsroom.wordpress);
});

afterEach(async () => {
  await newsroom.door.set('open');
  newsroom.world.heal();
  await person?.close();
});

afterAll(() => newsroom?.close());

const row = (title: string) => person.page.locator('.omeda-jobs tbody tr', { hasText: title });

describe('the background-jobs page', () => {
  it('lists every newsletter, and narrows the list', async () => {
    await newsroom.write({ title: 'One for the list' });
    await newsroom.write({ title: 'Another one' });
    await newsroom.wordpress.cron();
    await person.open('admin.php?page=omeda-connector');
    await row('One for the list').waitFor();
    await row('Another one').waitFor();
    await person.picture('background-jobs');
    await person.page.getByLabel('Title').fill('another');
    await row('One for the list').waitFor({ state: 'detached' });
    expect(await row('Another one').count()).toBe(1);
    await person.page.getByLabel('Status').selectOption({ label: 'Scheduled' });
    await person.page.getByText('No newsletters here.').waitFor();
  });

  it('retries what failed, many at once', async () => {
    const text = `Refused ${SCRIPT}`;
    newsroom.world.fail({ call: 'content', status: 400, text, forever: true });
    const titles = ['Fails first', 'Fails second'];
    for (const title of titles) await newsroom.write({ title });
    await newsroom.wordpress.cron();
    await person.open('admin.php?page=omeda-connector');
    for (const title of titles) {
      await row(title).and(person.page.locator('[data-status="failed"]')).waitFor();
      await row(title).getByRole('checkbox').check();
    }
    newsroom.world.heal();
    await person.page.getByRole('button', { name: 'Retry selected' }).click();
    await person.page.getByText('2 continue.').waitFor();
    for (const title of titles) {
      await row(title).and(person.page.locator('[data-status="content-updated"]')).waitFor();
    }
    expect(await person.page.evaluate('window.hacked')).toBeUndefined();
  });

  it('shows what waits in the outbox while the gateway is unavailable, and hands it over', async () => {
    await newsroom.door.set('closed');
    await newsroom.write({ title: 'Waits for the gateway' });
    await newsroom.wordpress.cron();
    await person.open('admin.php?page=omeda-connector');
    const waiting = person.page.locator('.omeda-outbox tbody tr');
    await waiting.filter({ hasText: 'Waits for the gateway' }).waitFor();
    await person.picture('outbox');
    await newsroom.door.set('open');
    await person.page.getByRole('button', { name: 'Sync the outbox now' }).click();
    await person.page.getByText('The outbox is empty: every save is synced.').waitFor();
  });
});

describe('the page on a telephone', () => {
  it('needs no sideways scrolling, and every column has a name', async () => {
    await newsroom.door.set('closed');
    await newsroom.write({ title: 'AVeryLongTitleWithoutAnySpaceInItThatGoesOnAndOnAndOn' });
    await newsroom.wordpress.cron();
    // Not due for an hour: an open page of wp-admin delivers what is due.
    newsroom.wordpress.sql(
      "UPDATE wp_omeda_outbox SET next_attempt_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE state = 'waiting'",
    );
    await newsroom.door.set('open');
    await person.page.setViewportSize({ width: 375, height: 700 });
    await person.open('admin.php?page=omeda-connector');
    await person.page.locator('.omeda-jobs tbody tr').first().waitFor();
    await person.page.locator('.omeda-outbox tbody tr').first().waitFor();
    const tooWide = `[...document.querySelectorAll('#wpbody-content :not(th)')]
      .filter((element) => element.getBoundingClientRect().right > 375)
      .map((element) => element.outerHTML.slice(0, 120))`;
    expect(await person.page.evaluate(tooWide)).toEqual([]);
    expect(await person.page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    for (const head of await person.page.locator('th').allTextContents()) {
      expect(head.trim()).not.toBe('');
    }
    await person.picture('jobs-telephone');
    await person.page.setViewportSize({ width: 1280, height: 900 });
    await newsroom.drainAll();
  });
});

describe('more newsletters than a page holds', () => {
  it('stay in the list when they are shown, and can be retried at once', async () => {
    newsroom.world.fail({ call: 'create', status: 400, text: 'No such type.', forever: true });
    await newsroom.wordpress.php(
      `for ($n = 1; $n <= 60; $n++) wp_insert_post(['post_title' => "Many $n", 'post_content' => 'x', 'post_author' => 1]);`,
    );
    await newsroom.received();
    await newsroom.world.until('all have failed', async () => {
      const [row] = await newsroom.store<{ count: string }>(
        `SELECT COUNT(*) FROM deployment_status WHERE status = 'failed' AND title LIKE 'Many %'`,
      );
      return row?.count === '60';
    });
    await person.page.clock.install();
    await person.open('admin.php?page=omeda-connector');
    await person.page.getByLabel('Title').fill('Many');
    const rows = person.page.locator('.omeda-jobs tbody tr', { hasText: 'Many' });
    await person.page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(59).waitFor();
    const reload = person.page.waitForResponse(/\/deployments\?/);
    await person.page.clock.fastForward(11_000);
    await reload;
    expect(await rows.count()).toBe(60);
    for (const box of await rows.getByRole('checkbox').all()) await box.check();
    newsroom.world.heal();
    await person.page.getByRole('button', { name: 'Retry selected' }).click();
    await person.page.getByText('60 continue.').waitFor();
  });
});

describe('the list of posts', () => {
  it('retries a failed newsletter by the link below its title, and says so', async () => {
    newsroom.world.fail({ call: 'content', status: 400, text: 'No.', forever: true });
    const post = await newsroom.write({ title: 'Fails in the list' });
    await newsroom.received();
    await newsroom.untilStatus(post, 'failed');
    await newsroom.wordpress.php("do_action('omeda_connector_refresh');");
    newsroom.world.heal();
    await person.open('edit.php');
    await person.page.locator(`#post-${post}`).hover();
    await person.page.locator(`#post-${post}`).getByText('Retry newsletter').click();
    await person.page.getByText('The newsletter continues: Fails in the list').waitFor();
    await newsroom.untilStatus(post, 'content-updated');
    expect(await person.page.locator(`#post-${post}`).getByText('Retry newsletter').count()).toBe(
      0,
    );
  });
});

describe('the column in the post list', () => {
  it('is updated while it is open', async () => {
    const post = await newsroom.write({ title: 'Watched' });
    await newsroom.received();
    await person.page.clock.install();
    await person.open('edit.php');
    const cell = person.page.locator(`#post-${post} .column-omeda_newsletter`);
    await newsroom.untilStatus(post, 'content-updated');
    await expect
      .poll(
        async () => {
          await person.page.clock.fastForward(30_000);
          return cell.textContent();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toContain('Content at Omeda');
  });

  it('shows and filters by the last known status, without a request', async () => {
    const post = await newsroom.write({ title: `In the list ${SCRIPT}` });
    await newsroom.wordpress.cron();
    await newsroom.world.until('content', async () => {
      const path = `omeda-newsletter-connector/v1/posts/${post}/status`;
      const { body } = await newsroom.wordpress.rest<{ status: { status: string } | null }>(
        'GET',
        path,
      );
      return body.status?.status === 'content-updated';
    });
    await newsroom.door.set('closed');
    await person.open('edit.php');
    const cell = person.page.locator(`#post-${post} .column-omeda_newsletter`);
    expect(await cell.textContent()).toContain('Content at Omeda');
    await person.picture('post-list');
    await person.open('edit.php?omeda_state=failed');
    expect(await person.page.locator(`#post-${post}`).count()).toBe(0);
    await person.open('edit.php?omeda_state=failed&orderby=omeda_newsletter&order=asc');
    expect(await person.page.locator(`#post-${post}`).count()).toBe(0);
    await person.open('edit.php?omeda_state=content-updated&orderby=omeda_newsletter&order=asc');
    expect(await person.page.locator(`#post-${post}`).count()).toBe(1);
    expect(await person.page.evaluate('window.hacked')).toBeUndefined();
  });
});
