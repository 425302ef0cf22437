import { analyse, type Token } from './analyse.ts';

/** A piece of a text, in order. Hits are whole words of the original, with their prefixes and suffixes. */
export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

const ellipsis = '…';

/** Splits a text into hits and what is between them. The parts joined are the text. */
export function highlight(text: string, stems: ReadonlySet<string>): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const { start, end } of analyse(text).filter(({ stem }) => stems.has(stem))) {
    // Two halves of one joined name, or two words in one ligature, meet or overlap: they are one hit.
    const last = parts.at(-1);
    if (last?.hit && start <= done) {
      if (end > done) parts[parts.length - 1] = { text: last.text + text.slice(done, end), hit: true };
    } else {
      if (start > done) parts.push({ text: text.slice(done, start), hit: false });
      parts.push({ text: text.slice(start, end), hit: true });
    }
    done = Math.max(done, end);
  }
  if (done < text.length) parts.push({ text: text.slice(done), hit: false });
  return parts;
}

/**
 * The passage of at most `maxLength` characters where most of the stems stand together, cut between words,
 * an ellipsis where something is left out. Without a hit it is the beginning.
 */
export function snippet(text: string, stems: ReadonlySet<string>, maxLength: number): Part[] {
  if (text.length <= maxLength) return highlight(text, stems);
  const words = analyse(text);
  const [start, end] = passage(text, words, stems, maxLength - 2 * ellipsis.length);
  const parts = highlight(text.slice(start, end), stems);
  if (start > 0) parts.unshift({ text: ellipsis, hit: false });
  if (end < text.length) parts.push({ text: ellipsis, hit: false });
  return parts;
}

type Span = readonly [start: number, end: number];

function passage(text: string, words: readonly Token[], stems: ReadonlySet<string>, length: number): Span {
  const [from, to] = densest(
    words.filter(({ stem }) => stems.has(stem)),
    length,
  );
  const lead = Math.max(0, from - Math.floor((length - (to - from)) / 2));
  if (text.length - lead <= length) return [startOfWord(words, text.length - length), text.length];
  const start = lead === 0 ? 0 : startOfWord(words, lead);
  const end = words.findLast((word) => word.end <= start + length && word.start >= start)?.end;
  return [start, end ?? start + length];
}

const startOfWord = (words: readonly Token[], at: number): number => words.find(({ start }) => start >= at)?.start ?? at;

/** Of the spans that begin with a hit and are not too long, the first with the most different stems, then the most hits. */
function densest(hits: readonly Token[], length: number): Span {
  let best: Span = [0, 0];
  let bestScore = 0;
  let next = 0;
  const inside = new Map<string, number>();
  for (const first of hits) {
    for (let hit = hits[next]; hit && hit.end - first.start <= length; hit = hits[next]) {
      inside.set(hit.stem, (inside.get(hit.stem) ?? 0) + 1);
      next += 1;
    }
    const total = [...inside.values()].reduce((sum, count) => sum + count, 0);
    const score = inside.size * 1_000 + Math.min(total, 999);
    if (score > bestScore) {
      bestScore = score;
      best = [first.start, hits[next - 1]?.end ?? first.end];
    }
    const left = (inside.get(first.stem) ?? 1) - 1;
    if (left > 0) inside.set(first.stem, left);
    else inside.delete(first.stem);
  }
  return best;
}
