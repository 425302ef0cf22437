import { createHash } from 'node:crypto';

/** A strong entity tag: the same bytes have the same tag and others another. */
export const etagOf = (body: Buffer): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

const tagsOf = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"|\*/g) ?? [];

/** Whether the reader has the body already (If-None-Match, RFC 9110 13.1.2): weak tags count. */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && tagsOf(header).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);

/** Whether the record is still as the writer saw it (If-Match, RFC 9110 13.1.1): only strong tags count. */
export const isUnchanged = (header: string, etag: string): boolean => tagsOf(header).some((tag) => tag === '*' || tag === etag);
