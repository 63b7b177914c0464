import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const README = readFileSync('README.md', 'utf8');
const cells = (line: string) => line.split('|').map((cell) => cell.trim());

describe('the README', () => {
  it('has the figures that were measured', () => {
    const measured = readFileSync('docs/performance.md', 'utf8').split('\n').map(cells);
    const shown = README.split('\n')
      .map(cells)
      .filter(([, , row = '']) => /^\w+\/\w+/.test(row));
    expect(shown.length).toBeGreaterThan(2);
    for (const [, , row, figure = ''] of shown) {
      const [, , ours = '', , , unit] = measured.find(([, name]) => name === row) ?? [];
      expect(figure).toBe(`${ours.split(' ')[0]} ${unit}`);
    }
  });

  it('refers only to files and scripts that exist', () => {
    const links = [...README.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !link.startsWith('http'));
    expect(local.filter((link) => !existsSync(link))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
