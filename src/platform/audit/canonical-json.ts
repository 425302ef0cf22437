import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The canonical JSON text (RFC 8785) of a value: equal values give equal text, whatever the order of their keys. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('undefined has no canonical JSON');
  return text;
}

/** The canonical JSON of a value as UTF-8 bytes: what is hashed and signed. */
export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalText(value), 'utf8');

/** SHA-256, in hex, of the canonical JSON of a value. It stands for the value in the log, which can be erased itself. */
export const digestOf = (value: unknown): string => hash('sha256', canonicalText(value), 'hex');
