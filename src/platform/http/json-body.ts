import { InvalidInput } from '#platform/errors/errors.ts';

const maxDepth = 64;
const token = /[{}[\]:,]|"(?:[^"\\]|\\.)*"|[^\s{}[\]:,"]+/gsy;

/**
 * Reads JSON as RFC 8259 allows and no more: at most 64 levels, no key twice in one object, no
 * `__proto__`. Programs that send a key twice disagree on which one counts, so neither does.
 */
export function parseJson(text: string): unknown {
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput('input.not-json');
  }
}

function checkShape(text: string): void {
  const keys: (Set<string> | null)[] = [];
  let previous = '';
  token.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] as string)) {
      at += 1;
      continue;
    }
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw new InvalidInput('input.not-json');
    const [part] = match;
    at = token.lastIndex;
    if (part === '{' || part === '[') {
      keys.push(part === '{' ? new Set() : null);
      if (keys.length > maxDepth) throw new InvalidInput('input.too-deep', { n: maxDepth });
    } else if (part === '}' || part === ']') {
      keys.pop();
    } else if (part === ':') {
      const open = keys.at(-1);
      if (!open) throw new InvalidInput('input.not-json');
      const key = decodeKey(previous);
      if (key === '__proto__') throw new InvalidInput('input.bad-field-name', { name: key });
      if (open.has(key)) throw new InvalidInput('input.key-twice', { name: key.slice(0, 80) });
      open.add(key);
    }
    previous = part;
  }
}

function decodeKey(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw new InvalidInput('input.not-json');
  }
}
