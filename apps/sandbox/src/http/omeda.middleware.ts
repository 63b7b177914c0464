import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../model/refusal.js';
import type { World } from '../model/world.js';
import { Exchange } from './exchange.js';
import { type Asked, splitPath } from './match.js';

/** Handles every call below `/webservices/rest/brand/` as Omeda documents it. */
export function omeda(world: World) {
  return (request: Request, response: Response, next: NextFunction): void => {
    try {
      const place = splitPath(request.path);
      if (!place) return next();
      const asked: Asked = {
        ...place,
        method: request.method,
        appId: request.get('x-omeda-appid') ?? '',
        text: typeof request.body === 'string' ? request.body : '',
      };
      new Exchange(world, asked, response).run();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.status(error.status).type('text/plain').send(error.message);
    }
  };
}
