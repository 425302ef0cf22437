import { Secret, TOTP } from 'otpauth';

const period = 30;
const totp = (secret: string, account = ''): TOTP =>
  new TOTP({ issuer: 'Tabadul', label: account || 'Tabadul', algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** A new RFC 6238 secret: 160 bits, base 32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address an authenticator app reads from the QR code. */
export const totpAddress = (secret: string, account: string): string => totp(secret, account).toString();

/** The time step a code belongs to, allowing one step of clock difference each way; undefined when it is wrong. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = totp(secret).validate({ token: digits, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

/** The code at a moment; for tests and for the demonstration accounts' documentation. */
export const totpCode = (secret: string, now: Date): string => totp(secret).generate({ timestamp: now.getTime() });
