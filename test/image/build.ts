import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { copyOf, debianOf } from '../newcomer/debian.js';
import { installNode } from '../newcomer/node-line.js';
import type { Stage } from './dockerfile.js';
import { Filesystem } from './filesystem.js';

const execute = promisify(execFile);
const IMAGE = /^node:(\d+)-(bookworm|trixie)-slim$/;

/** Builds all stages, each on a bare Debian with the Node that its FROM names. */
export class Build {
  private readonly roots = new Map<string, string>();
  private context = '';

  /** @returns the files of the last stage. */
  async run(stages: readonly Stage[], say: (words: string) => void): Promise<Filesystem> {
    this.context = await contextOf();
    let files: Filesystem | undefined;
    for (const { from, as, instructions } of stages) {
      files = new Filesystem(await this.base(from));
      this.roots.set(as, files.root);
      for (const instruction of instructions) {
        say(`${as}: ${instruction.name} ${instruction.text}`);
        await files.follow(instruction, (stage) => this.from(stage));
      }
    }
    if (!files) throw new Error('The Dockerfile has no stage.');
    return files;
  }

  async remove(): Promise<void> {
    const folders = [...this.roots.values()].map(dirname);
    await Promise.all(
      [...folders, this.context].map((one) => rm(one, { recursive: true, force: true })),
    );
  }

  private async base(from: string): Promise<string> {
    const [, line, suite] = IMAGE.exec(from) ?? [];
    if (line === undefined || suite === undefined)
      throw new Error(`FROM ${from} is not known here.`);
    const root = await copyOf(await debianOf(suite));
    await installNode(root, line);
    return root;
  }

  /** The commit is the context; for another stage, paths are those in its image. */
  private from(stage: string | undefined): string {
    if (stage === undefined) return this.context;
    const root = this.roots.get(stage);
    if (root === undefined) throw new Error(`COPY --from=${stage}: there is no such stage.`);
    return root;
  }
}

async function contextOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-context-'));
  await mkdir(folder, { recursive: true });
  await execute('sh', ['-c', 'git archive HEAD | tar x -C "$0"', folder]);
  return folder;
}
