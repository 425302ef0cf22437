/** Controls but tab and line end, replacement and zero-width marks, bidirectional controls, tags. */
const unwanted = /(?![\n\t])\p{Cc}|[\ufffd\ufeff\u00ad\u180e\u200b\u2060-\u2064\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text as it is stored: NFC, one kind of line end, no NUL or other control characters, no lone
 * surrogates, no bidirectional controls (isolation is the page's work, and an override in a title could
 * make it read as another), no zero-width marks except the joiners that scripts need, trimmed.
 */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
}

/** A single line: as {@link cleanText}, with every run of white space made one space. */
export const cleanLine = (raw: string): string => cleanText(raw).replace(/\s+/g, ' ');

const arabicIndic = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Digits of either Arabic set as ASCII; the Arabic decimal and thousands signs too. */
export const asciiDigits = (raw: string): string =>
  raw
    .replace(arabicIndic, (d) => String((d.codePointAt(0) as number) & 0xf))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
