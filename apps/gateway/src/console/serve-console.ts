import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type NextFunction, type Request, type Response, Router, static as files } from 'express';
import { Problem } from '../problem/problem.js';

/** Build output of apps/console: next to the compiled gateway, or relative to its sources. */
const FOLDERS = ['../../../console', '../../../../dist/apps/console'];

/** File names change with their content. */
const FOR_GOOD = { immutable: true, maxAge: '365d', index: false, redirect: false };

/** Only what this gateway serves, and nothing inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The console, at /console and every address below it. */
export function serveConsole(app: NestExpressApplication): void {
  const router = Router();
  const folder = builtFolder();
  if (folder === undefined) {
    router.use(() => {
      const cure = 'run "npm run build" where it was installed with development dependencies.';
      throw new Problem('not-found', `The console was not built: ${cure}`);
    });
  } else {
    router.use(protect);
    router.use('/assets', files(join(folder, 'assets'), FOR_GOOD), (_request, _response, next) => {
      next(new Problem('not-found', 'The console has no such file. Reload the page.'));
    });
    router.get('/{*view}', (_request, response) => {
      response.setHeader('cache-control', 'no-cache');
      response.sendFile(join(folder, 'index.html'), { cacheControl: false });
    });
  }
  app.use('/console', router);
}

function protect(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'same-origin');
  next();
}

function builtFolder(): string | undefined {
  const folders = FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return folders.find((folder) => existsSync(join(folder, 'assets')));
}
