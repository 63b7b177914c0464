import type { Wordpress } from './wordpress.js';

/** From then on the site is a copy of one that was connected at this address. */
export function pinTo(wordpress: Wordpress, url: string): Promise<string> {
  return wordpress.php(
    `add_filter('pre_option_home', fn() => $argv[1]);
     OmedaNewsletterConnector\\Plugin::get()->parts()->pin()->set();`,
    [url],
  );
}
