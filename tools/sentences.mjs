// Writes each sentence that the code says to people (problems, logs, CLI, console, API descriptions) as a paragraph of
// a Markdown page, so that the linter of the docs reads them, too: one page for each source, in the folder that is given,
// and a configuration with the rules of the docs that hold for single sentences.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = ['apps/*.ts', 'apps/*.tsx', 'libs/*.ts', 'packages/*.ts'];
const IS_SPEC = /\.(spec|testing)\.tsx?$|\/spec\/|\/migrations\/|-sql\.ts$|sandbox\/src\/calls/;
/** What is no sentence: SQL, HTML, CSS, a list of words. */
const IS_CODE =
  /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|FROM|WHERE|AS|COLLATE|ANY|LOCK|ORDER BY)\b|[<>{}]|^[a-z-]+(\s+[a-z-]+)*$|;$/;
const WORDS = 4;

const folder = process.argv[2];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { terminology } = JSON.parse(readFileSync('.textlintrc.json', 'utf8')).rules;
writeFileSync(join(folder, 'textlintrc.json'), JSON.stringify({ rules: { terminology } }));
const listed = execFileSync('git', ['ls-files', '-z', ...SOURCES], { encoding: 'utf8' });
for (const path of listed.split('\0').filter((one) => one !== '' && !IS_SPEC.test(one))) {
  const found = sentencesIn(path);
  if (found.length === 0) continue;
  const page = found.map(({ line, text }) => `<!-- ${path}:${line} -->\n\n${text}\n`).join('\n');
  writeFileSync(join(folder, `${path.replaceAll('/', '~')}.md`), page);
}

function sentencesIn(path) {
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = [];
  const visit = (node) => {
    const text = textOf(node);
    if (text === undefined) return ts.forEachChild(node, visit);
    if (text.trim().split(/\s+/).length >= WORDS && !IS_CODE.test(text.trim())) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ line: line + 1, text: asParagraph(text) });
    }
    for (const inside of node.templateSpans ?? []) visit(inside.expression);
  };
  visit(source);
  return found;
}

/** Undefined where it is no text, and what is in it may be some. */
function textOf(node) {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node)) {
    return node.text;
  }
  if (!ts.isTemplateExpression(node)) return undefined;
  const spans = node.templateSpans.map(({ literal }, index) => `X${index}${literal.text}`);
  return [node.head.text, ...spans].join('');
}

/** What Markdown would read as markup is text here; names and commands are no words. */
function asParagraph(text) {
  return text
    .replaceAll(/\b[A-Z][A-Z\d]*_[A-Z\d_]+\b|'[\w.-]+'|"[^"]*"|--[\w-]+|\/[\w/.:-]*/g, 'NAME')
    .replaceAll(/[\\`*_[\]#|~]/g, ' ')
    .replaceAll(/^[-+\d.]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
