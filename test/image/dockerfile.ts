/** One line of a Dockerfile: `RUN`, and its arguments. */
export type Instruction = { name: string; text: string };

/** From one FROM to the next. `as`: its name for other stages; the last one is the image. */
export type Stage = { from: string; as: string; instructions: Instruction[] };

const KNOWN = new Set(['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD']);

/** @throws Error that names an unsupported instruction. */
export function readDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of linesOf(text)) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/s.exec(line) ?? [];
    if (name === 'FROM') {
      const [from = '', , as = 'image'] = rest.split(/\s+/);
      stages.push({ from, as, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage || !KNOWN.has(name))
      throw new Error(`The Dockerfile has a line that is not known: ${line}`);
    stage.instructions.push({ name, text: rest });
  }
  return stages;
}

/** The command in `CMD ["node", "main.js"]` and the like: never a shell. @throws Error if there is none. */
export function commandOf({ instructions }: Stage, name: 'CMD' | 'HEALTHCHECK'): string[] {
  const text = instructions.findLast((one) => one.name === name)?.text ?? '';
  const [list] = /\[.*\]/s.exec(text) ?? [];
  if (list === undefined) throw new Error(`${name} is not a list: ${text}`);
  return JSON.parse(list) as string[];
}

/** Without comments, each with its continuation lines after a backslash. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
