import { BlockList, isIP } from 'node:net';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Scheme, host and port only; plain http only where the traffic never leaves the machine. */
export function readOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.href === `${url.origin}/` && !/[?#]$/.test(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return bare && safe ? url.origin : undefined;
}

export interface EmbeddingsAddress {
  readonly url: string;
  /** This machine or a private network. A name may lead anywhere, so only addresses count, and localhost. */
  readonly local: boolean;
}

const privateNetworks = new BlockList();
for (const [network, bits, family] of [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
] as const)
  privateNetworks.addSubnet(network, bits, family);

function isLocal(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  const version = isIP(bare);
  return host === 'localhost' || (version !== 0 && privateNetworks.check(bare, version === 6 ? 'ipv6' : 'ipv4'));
}

/** The whole address of an embeddings endpoint: its path says how it speaks. Plain http only where nobody else listens. */
export function readEmbeddingsUrl(text: string): EmbeddingsAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const local = isLocal(url.hostname);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && local);
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return safe && bare && /\/(v1\/embeddings|api\/embed)$/.test(url.pathname) ? { url: url.href, local } : undefined;
}

/** A PostgreSQL address as `pg` reads it, which may name a socket folder instead of a host. */
export function readDatabaseUrl(text: string): string | undefined {
  const withHost = text.replace('@/', '@socket/');
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(withHost)) return undefined;
  return new URL(withHost).pathname.length > 1 ? text : undefined;
}

export const isHostName = (text: string): boolean => isIP(text) !== 0 || /^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})*$/i.test(text);

export const isKnownTimeZone = (text: string): boolean => text === 'UTC' || Intl.supportedValuesOf('timeZone').includes(text);

/**
 * What may be shown of a value. A password may hold `:`, `/` and `@`, so all between the first `:` after the
 * scheme and the last `@` goes; a secret value without a scheme has no known shape and goes whole.
 */
export function maskSecrets(text: string, secret: boolean): string {
  if (secret && !/^[a-z]+:\/\//i.test(text)) return '***';
  return text.replace(/:(?!\/\/).*@/, ':***@').replace(/(password)=[^&\s]*/gi, '$1=***');
}
