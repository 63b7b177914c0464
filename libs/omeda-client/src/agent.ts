import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';

/** Omeda's longest replies (200 deployments) are far below. */
const LONGEST_REPLY_BYTES = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Kept-alive connections, through the proxy of HTTPS_PROXY unless NO_PROXY names the host. The proxy
 * tunnels TLS and sees no key; plain HTTP, which would show it one, never goes there.
 */
export function openAgent(timeoutMs: number): Dispatcher {
  const limits = { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) };
  const options = { connect: limits, maxResponseSize: LONGEST_REPLY_BYTES };
  const { https_proxy: lower, HTTPS_PROXY: upper } = process.env;
  const httpsProxy = lower || upper;
  if (!httpsProxy) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: '',
    httpsProxy,
    proxyTls: limits,
    requestTls: limits,
  });
}
