/** ASVS 5.0 6.2: at least 8 (12 asked here), at least 64 allowed, no composition rules; common and context words refused. */
export const passwordMin = 12;
export const passwordMax = 128;

const common = [
  'password',
  'passw0rd',
  '123456789012',
  'qwertyuiop',
  'iloveyou',
  'letmein',
  'administrator',
  'welcome',
  'changeme',
  'abc123',
  'tabadul',
  'تبادل',
  'كلمةالمرور',
  'كلمة المرور',
  'وزارة',
  'حكومة',
  'ministry',
  'government',
];

/** Why a new password is refused, as an error code, or undefined. `context` are words an attacker would try: name, e-mail, entity. */
export function passwordProblem(password: string, context: readonly string[]): 'password.too-short' | 'password.too-long' | 'password.common' | undefined {
  const length = [...password].length;
  if (length < passwordMin) return 'password.too-short';
  if (length > passwordMax) return 'password.too-long';
  const bare = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const words = [...common, ...context].map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word.length >= 4);
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), bare).replace(/\d/g, '');
  const distinct = new Set(bare).size;
  return left.length < 4 || distinct < 5 ? 'password.common' : undefined;
}
