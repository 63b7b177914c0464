import { Controller, Get, Header, Inject } from '@nestjs/common';
import { World } from '../model/world.js';
import { renderPage } from './render-page.js';

/** The page for people: every deployment, its status, and what readers would get. */
@Controller()
export class PageController {
  constructor(@Inject(World) private readonly world: World) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  page(): string {
    return renderPage(this.world);
  }
}
