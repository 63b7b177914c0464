import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OWN_FILES = ['wp-config.php', 'router.php'];
const PLUGIN = 'omeda-newsletter-connector';
export const PLUGIN_SOURCE = resolve('wordpress', PLUGIN);

/** A whole WordPress with our configuration. Debian's has links to JavaScript elsewhere: they are followed. */
export function makeTree(from: string, to: string): void {
  execFileSync('cp', ['-rL', from, to]);
  for (const name of OWN_FILES) {
    rmSync(join(to, name), { force: true });
    copyFileSync(resolve('test/wordpress/setup', name), join(to, name));
  }
}

/** Another one with the same files (hard links: 58 MB take no time), and our current plugin. */
export function copyTree(from: string, to: string, withPlugin: boolean): void {
  execFileSync('cp', ['-al', from, to]);
  mkdirSync(join(to, 'wp-content/mu-plugins'), { recursive: true });
  if (withPlugin) {
    cpSync(PLUGIN_SOURCE, join(to, 'wp-content/plugins', PLUGIN), { recursive: true });
  }
}
