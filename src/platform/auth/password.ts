import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Busy } from '#platform/errors/errors.ts';

/** OWASP ASVS 5.0 11.4.2: N = 2^17, r = 8, p = 1, about 128 MB and 0.3 s for each hash. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 } as const;
const keyLength = 32;

/** One hash at a time: each needs 128 MB, so more at once would push the node out of its memory. */
const waitingAtMost = 20;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Runs one hash after another; when twenty already wait, Busy 503 `sign-in.busy`. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= waitingAtMost) throw new Busy(503, 'sign-in.busy', 10);
  waiting += 1;
  const done = last.then(work, work).finally(() => {
    waiting -= 1;
  });
  last = done.catch(() => undefined);
  return done;
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** The stored form of a password: `scrypt$17$8$1$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await inTurn(() => derive(password, salt));
  return `scrypt$17$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** A hash nothing matches, so that an unknown account costs the same time as a known one. */
const nobody = `scrypt$17$8$1$${randomBytes(16).toString('base64url')}$${randomBytes(keyLength).toString('base64url')}`;

/** Whether the password matches. With no stored hash the same work is done and the answer is no. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, , , , salt, key] = (stored ?? nobody).split('$');
  const expected = Buffer.from(key as string, 'base64url');
  const got = await inTurn(() => derive(password, Buffer.from(salt as string, 'base64url')));
  return timingSafeEqual(expected, got) && stored !== null;
}
