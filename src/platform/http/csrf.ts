import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proof that a form was made by this node for this browser and this sign-in. */
export const csrfToken = (secret: string, browser: string, signInId: string | null): string =>
  createHmac('sha256', secret)
    .update(`${browser}|${signInId ?? ''}`)
    .digest('base64url');

export function csrfMatches(expected: string, got: unknown): boolean {
  if (typeof got !== 'string') return false;
  const a = Buffer.from(expected);
  const b = Buffer.from(got);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Whether a request that changes something comes from a page of this node or from a program. A browser
 * names the origin of the page; a program with neither header is not driven by somebody else's page.
 */
export function comesFromHere(headers: Readonly<Record<string, string | string[] | undefined>>, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || headers.origin === origin;
}
