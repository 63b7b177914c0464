import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';
import { ensureInstalled } from '../../setup/ensure-installed.js';
import { hasPrograms } from '../../setup/has-programs.js';
import { unpackedLibraries } from '../../setup/unpacked-libraries.js';
import { exampleOf, useExamples } from './examples.testing.js';

/** Libraries may be fetched, and programs built. */
const SPEC_MS = 420_000;
/** Where the page's command searches Debian's libraries. */
const JARS = '/usr/share/java';

const examples = useExamples();

describe('a service that joins late, with libraries of Debian', () => {
  it(
    'catches up over HTTP and follows the exchange without gap or repeat, in PHP',
    async () => {
      const packages = ['php-cli', 'php-mbstring'];
      await ensureInstalled({ packages, isThere: () => hasPrograms('php') });
      const library = ['php-amqplib', 'php-phpseclib3', 'php-constant-time', 'php-random-compat'];
      const root = await unpackedLibraries(...library);
      // What Composer would write.
      await mkdir(join(examples.folder, 'vendor'));
      const autoload = [
        `<?php set_include_path('${root}/usr/share/php' . PATH_SEPARATOR . get_include_path());`,
        `require 'PhpAmqpLib/autoload.php';`,
      ].join('\n');
      await writeFile(join(examples.folder, 'vendor/autoload.php'), autoload);
      await examples.joinsLate({ command: 'php', args: [resolve(exampleOf('php'))] });
    },
    SPEC_MS,
  );

  it(
    'does so in Go, where Go is installed',
    async (context) => {
      if (!(await hasPrograms('go'))) context.skip('There is no Go here: install golang-go.');
      const root = await unpackedLibraries('golang-github-rabbitmq-amqp091-go-dev');
      await copyFile(exampleOf('go run'), join(examples.folder, 'subscriber.go'));
      const env = {
        GO111MODULE: 'off',
        GOPATH: join(root, 'usr/share/gocode'),
        GOCACHE: join(examples.folder, 'cache'),
        GOFLAGS: '',
      };
      await examples.joinsLate({ command: 'go', args: ['run', 'subscriber.go'], env });
    },
    SPEC_MS,
  );

  it(
    'does so in Java, where a JDK is installed',
    async (context) => {
      const isThere = await hasPrograms('java', 'javac');
      if (!isThere) context.skip('There is no JDK here: install openjdk-17-jdk-headless.');
      const library = ['librabbitmq-client-java', 'libslf4j-java', 'libgoogle-gson-java'];
      const root = await unpackedLibraries(...library);
      const file = exampleOf(`java -cp '${JARS}/\\*'`);
      await symlink(join(root, JARS), join(examples.folder, 'jars'));
      await examples.joinsLate({ command: 'java', args: ['-cp', 'jars/*', resolve(file)] });
    },
    SPEC_MS,
  );
});
