/** The section of a changelog (stdin) for a tag (`v1.2.3`), for the notes of its release. */
import { readFileSync } from 'node:fs';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const sections = readFileSync(0, 'utf8').split(/^## /m);
const section = sections.find((text) => text.split(/[\s(]/, 1)[0] === version);
if (version && section) {
  process.stdout.write(`${section.slice(section.indexOf('\n')).trim()}\n`);
} else {
  process.stderr.write(`CHANGELOG.md has no section "## ${version}": rename "Unreleased" to it.\n`);
  process.exitCode = 1;
}
