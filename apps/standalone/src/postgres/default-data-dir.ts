export function defaultDataDir(): string { return '/var/lib/omeda-newsletter-connector'; }
