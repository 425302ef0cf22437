// Every text in both languages: same placeholders, six plural forms that differ, Arabic punctuation, no marks of machine Arabic, every code with a text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import '#main/modules.ts';
import { allMessages } from '#platform/i18n/messages.ts';
import { projectRoot } from '#platform/root.ts';

const problems: string[] = [];
const flat = (message: string | Readonly<Record<string, string>>): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .filter((name) => name !== 'n')
    .sort()
    .join();

const suspect: readonly (readonly [RegExp, string])[] = [
  [/[\u0600-\u06ff]\s*[,;?]/, 'Latin punctuation'],
  [/\u0640/, 'tatweel'],
  [/[\u064b-\u0652]{3,}|([\u0621-\u064a][\u064b-\u0650\u0652]){4,}/, 'too many diacritics'],
  [/تم .* بنجاح|بنجاح/, 'تم … بنجاح'],
  [/(^|\s)قم ب|قم بـ/, 'قم ب'],
  [/من قِبل|من قبل ال/, 'من قِبل'],
  [/(^|\s)(احفظ|انشر|أضف|ابحث|اختر|ارسل|أرسل|اضغط|انقر|أدخل|تأكد|سجّل)(\s|$)/, 'imperative'],
  [/تحميل/, 'تحميل (رفع or تنزيل)'],
  [/حوالي/, 'حوالي (نحو)'],
  [/إلخ/, 'إلخ'],
  [/[٠-٩]/, 'Arabic-Indic digits typed into a message'],
  [/!/, 'exclamation mark'],
  [/عذرا|آسف/, 'apology'],
  [/يمكنك(\s|$)/, 'singular address'],
  [/\.{3}|…/, 'ellipsis'],
  [/[يكی]?ک|ی/, 'Persian letters'],
];

for (const { key, en, ar } of allMessages()) {
  const [english, arabic] = [flat(en), flat(ar)];
  if (arabic.some((text) => text.trim() === '') || english.some((text) => text.trim() === '')) problems.push(`${key}: empty`);
  if (typeof en !== typeof ar) problems.push(`${key}: counted in one language only`);
  if (typeof en === 'string' && placeholders(en) !== placeholders(ar as string)) problems.push(`${key}: placeholders differ`);
  if (typeof ar !== 'string') {
    const { few, many, two, one, zero } = ar as Record<string, string>;
    if (new Set([zero, one, two, few]).size < 4) problems.push(`${key}: equal plural forms`);
    if (many === few && !/كيلوبايت/.test(many ?? '')) problems.push(`${key}: few and many are equal`);
  }
  for (const text of arabic) {
    for (const [pattern, name] of suspect) if (pattern.test(text)) problems.push(`${key}: ${name}: ${text}`);
    if (!/[\u0600-\u06ff]/.test(text) && !/^[\W\d]*\{\w+\}[\W\d]*$/.test(text)) problems.push(`${key}: no Arabic in the Arabic text`);
  }
  for (const text of english) {
    if (/[\u0600-\u06ff]/.test(text)) problems.push(`${key}: Arabic in the English text`);
    if (/\b(sorry|oops|successfully|simply)\b|!/i.test(text)) problems.push(`${key}: tone: ${text}`);
  }
}

const known = new Set(allMessages().map(({ key }) => key));
const sources = readdirSync(join(projectRoot, 'src'), { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('messages/'));
for (const file of sources) {
  const text = readFileSync(join(projectRoot, 'src', file), 'utf8');
  for (const [, code] of text.matchAll(/new (?:InvalidInput|NotSignedIn|Forbidden|NotFound|Conflict|RuleBroken)\('([\w.-]+)'/g))
    if (!known.has(`errors.${code}`)) problems.push(`${file}: errors.${code} has no text`);
  for (const [, code] of text.matchAll(/\b(?<!labels: \{ )(?<!password', )code: '([a-z][\w-]*\.[\w.-]+)'/g))
    if (!known.has(`errors.${code}`)) problems.push(`${file}: errors.${code} has no text`);
  for (const [, key] of text.matchAll(/\bt\('([\w.-]+)'/g)) if (!known.has(key as string)) problems.push(`${file}: ${key} has no text`);
}
for (const problem of problems) console.error(problem);
console.log(`${known.size} messages`);
process.exit(problems.length === 0 ? 0 : 1);
