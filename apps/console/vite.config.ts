import { defineConfig } from 'vite';

/** One page with hashed file names; nothing is inlined, as its CSP requires. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/apps/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
  },
  // `npx vite apps/console`, beside a gateway that was started with `npm start`.
  server: { proxy: { '/v1': 'http://127.0.0.1:3000' } },
});
