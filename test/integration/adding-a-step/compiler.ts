import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import type { Inserts } from './approve.js';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Texts of files by their path; they replace those on disk. */
export type Files = Record<string, string>;

const CHECKED = ['libs/deployment/src/index.ts', 'apps/deployer/src/steps/handlers.ts'];

const { config } = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), (path) =>
  ts.sys.readFile(path),
);
const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
const onDisk = new Map<string, ts.SourceFile | undefined>();

/** The files with these texts inserted. @throws if a place no longer exists. */
export function withInserts(...all: Inserts[]): Files {
  const files = all.flatMap((inserts) => Object.entries(inserts));
  return Object.fromEntries(
    files.map(([path, inserts]) => {
      const before = readFileSync(resolve(ROOT, path), 'utf8');
      return [path, inserts.reduce((text, insert) => put(text, path, insert), before)];
    }),
  );
}

function put(text: string, path: string, { before, text: added }: Inserts[string][number]) {
  if (!text.includes(before)) throw new Error(`${path} has no such place: ${before}`);
  return text.replace(before, () => added + before);
}

/** The compiler's messages about the domain and the steps with these files, by file. */
export function faultsWith(files: Files): Map<string, string[]> {
  const program = ts.createProgram(
    CHECKED.map((path) => resolve(ROOT, path)),
    options,
    hostWith(files),
  );
  const faults = new Map<string, string[]>();
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const path = file ? relative(ROOT, file.fileName) : '';
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    faults.set(path, [...(faults.get(path) ?? []), message]);
  }
  return faults;
}

function hostWith(files: Files): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const changed = (path: string) => files[relative(ROOT, path)];
  return {
    ...host,
    fileExists: (path) => changed(path) !== undefined || host.fileExists(path),
    getSourceFile(path, language) {
      const text = changed(path);
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!onDisk.has(path)) onDisk.set(path, host.getSourceFile(path, language));
      return onDisk.get(path);
    },
  };
}

export function toJavaScript(text: string): string {
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, sourceMap: false };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
