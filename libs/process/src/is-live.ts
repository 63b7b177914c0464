/** For health checks in images without curl: exits 0 if the URL responds with success. */
const url = process.argv[2] ?? '';
const answer = await fetch(url).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
