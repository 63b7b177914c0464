import { type Interface, createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';

/** Where a person answers questions. */
export type Terminal = {
  /** The answer without spaces around it; `hidden` shows nothing of it. @throws CliError at Ctrl-C. */
  ask(question: string, options?: { hidden?: boolean }): Promise<string>;
  print(line: string): void;
  close(): void;
};

type Streams = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

/** Nothing is read before the first question. */
export function openTerminal({ input, output }: Streams): Terminal {
  let isHidden = false;
  let lines: Interface | undefined;
  const echo = new Writable({
    write: (chunk, _encoding, done) => {
      if (!isHidden) output.write(chunk as Buffer);
      done();
    },
  });
  return {
    print: (line) => void output.write(`${line}\n`),
    close: () => lines?.close(),
    ask: async (question, { hidden = false } = {}) => {
      lines ??= createInterface({ input, output: echo, terminal: true });
      isHidden = hidden;
      // Listens before it is shown: an answer may come at once.
      const answer = answered(lines, hidden ? '' : question);
      if (hidden) output.write(question);
      try {
        return (await answer).trim();
      } finally {
        if (isHidden) output.write('\n');
        isHidden = false;
      }
    },
  };
}

/** `question` alone would wait forever once the input has ended. */
function answered(lines: Interface, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CliError('Stopped. Nothing was written.', EXIT.failed));
    lines.once('close', stop);
    void lines.question(question).then((text) => {
      lines.off('close', stop);
      resolve(text);
    });
  });
}
