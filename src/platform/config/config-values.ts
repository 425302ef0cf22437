import { isIP } from 'node:net';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Scheme, host and port only; plain http only where the traffic never leaves the machine. */
export function readOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.href === `${url.origin}/` && !/[?#]$/.test(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return bare && safe ? url.origin : undefined;
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
