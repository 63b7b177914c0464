/**
 * What is shipped beside our own code: dist/sbom.cdx.json (CycloneDX) lists every production dependency, and what
 * the console is bundled with; dist/THIRD-PARTY-NOTICES.txt has their licenses. Ends with 1 where a license is unknown or not a permissive one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
];
/** Development dependencies that are bundled into the console: they are shipped within it. */
const BUNDLED = ['preact', 'preact-iso', 'diff'].map((name) => `node_modules/${name}`);
const LICENSE_FILE = /^(licen[cs]e|copying|notice)([-.].*)?$/i;

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
const shipped = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && (!dev || BUNDLED.includes(path)))
  .map(([path, { version, license }]) => describe(path, version, license))
  .sort((one, other) => (one.title < other.title ? -1 : 1));

mkdirSync(join(ROOT, 'dist'), { recursive: true });
writeFileSync(
  join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'),
  shipped.map(noticeOf).join(`\n${'='.repeat(80)}\n\n`),
);
writeFileSync(
  join(ROOT, 'dist/sbom.cdx.json'),
  `${JSON.stringify(billOf(shipped), undefined, 2)}\n`,
);

const strange = shipped.filter(({ license }) => !isPermissive(license));
for (const { title, license } of strange) process.stderr.write(`${title}: license ${license}\n`);
process.stdout.write(
  `${shipped.length} packages in dist/THIRD-PARTY-NOTICES.txt and dist/sbom.cdx.json\n`,
);
process.exitCode = strange.length > 0 ? 1 : 0;

function describe(path, version, known) {
  const folder = join(ROOT, path);
  const name = path.replace(/^.*node_modules\//, '');
  // Binaries for other machines are not installed here: the lock file has their license.
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => LICENSE_FILE.test(file))
    : [];
  const manifest = join(folder, 'package.json');
  const { license, licenses } = existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8'))
    : {};
  const named = license ?? licenses?.map(({ type }) => type).join(' OR ');
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return {
    title: `${name} ${version}`,
    ref: `${name}@${version}`,
    license: named ?? known ?? 'unknown',
    texts,
  };
}

/** Not by --omit=dev, which also leaves out what both production and development use. */
function billOf(packages) {
  const asked = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  const bill = JSON.parse(execFileSync('npm', asked, { cwd: ROOT, maxBuffer: 64_000_000 }));
  const refs = new Set([bill.metadata.component['bom-ref'], ...packages.map(({ ref }) => ref)]);
  const isShipped = (ref) => refs.has(ref);
  const components = bill.components.filter((component) => isShipped(component['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => isShipped(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }));
  return { ...bill, components, dependencies };
}

function noticeOf({ title, license, texts }) {
  return [title, `License: ${license}`, '', ...texts, ''].join('\n');
}

/** Of alternatives, one is enough; of several that apply together, all are required. */
function isPermissive(license) {
  const parts = license.replaceAll(/ \(http\S+\)|[()]/g, '');
  return parts
    .split(' OR ')
    .some((one) => one.split(' AND ').every((id) => PERMISSIVE.includes(id)));
}
