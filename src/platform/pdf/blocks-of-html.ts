import { ElementType, parseDocument } from 'htmlparser2';

/** A stretch of text of one look. `href` is absolute. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  readonly href?: string;
}
/** What a document is made of; text is data here and never read as markup again. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Run[])[]; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [readonly Run[], readonly Run[]])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] };

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: object }>;

/** What is for the screen alone: controls, drawings whose values stand in a table, and texts for screen readers. */
const screenOnly = new Set(['form', 'button', 'input', 'select', 'textarea', 'nav', 'svg', 'script', 'style', 'details']);
const isElement = (node: Node): node is Element => node.type === ElementType.Tag;
const isScreenOnly = (node: Element): boolean => screenOnly.has(node.name) || /\btb-(vh|noprint)\b/.test(node.attribs.class ?? '');

const inline = new Set(['a', 'b', 'bdi', 'br', 'em', 'i', 'small', 'span', 'strong', 'sup', 'sub', 'time', 'abbr', 'label', 'code', 'cite', 'mark']);
const isInline = (node: Node): boolean => !isElement(node) || inline.has(node.name);

/** U+2066 to U+2069: a stretch of its own direction that touches nothing beside it, as `bdi` is on a page. */
const isolate = { ltr: '\u2066', rtl: '\u2067', auto: '\u2068', end: '\u2069' } as const;

/** The readable content of a page's HTML as blocks, links made absolute by `origin`. */
export const blocksOfHtml = (html: string, origin: string): Block[] => blocksOf(parseDocument(html).children as Node[], origin);

function blocksOf(nodes: readonly Node[], origin: string): Block[] {
  const blocks: Block[] = [];
  let line: Node[] = [];
  const close = (): void => {
    const runs = runsOf(line, origin);
    if (runs.length > 0) blocks.push({ kind: 'paragraph', runs });
    line = [];
  };
  for (const node of nodes) {
    if (isInline(node)) line.push(node);
    else {
      close();
      blocks.push(...blockOf(node as Element, origin));
    }
  }
  close();
  return blocks;
}

function blockOf(node: Element, origin: string): Block[] {
  if (isScreenOnly(node)) return [];
  const children = node.children as Node[];
  if (/^h[1-6]$/.test(node.name)) return [{ kind: 'heading', level: Number(node.name[1]), runs: runsOf(children, origin) }];
  if (node.name === 'ul' || node.name === 'ol') {
    const items = named(children, 'li').map((item) => blocksOf(item.children as Node[], origin));
    return items.length > 0 ? [{ kind: 'list', ordered: node.name === 'ol', items }] : [];
  }
  if (node.name === 'table') return [tableOf(node, origin)];
  if (node.name === 'dl') return [{ kind: 'pairs', pairs: pairsOf(children, origin) }];
  if (node.name === 'blockquote') return [{ kind: 'quote', blocks: blocksOf(children, origin) }];
  return blocksOf(children, origin);
}

const named = (nodes: readonly Node[], ...names: readonly string[]): Element[] => nodes.filter(isElement).filter((node) => names.includes(node.name));

function tableOf(node: Element, origin: string): Block {
  const rows = (part: Element): Element[] =>
    named(part.children as Node[], 'tr', 'thead', 'tbody').flatMap((inner) => (inner.name === 'tr' ? [inner] : rows(inner)));
  const cells = (row: Element) => named(row.children as Node[], 'th', 'td').map((cell) => runsOf(cell.children as Node[], origin));
  const head = named(node.children as Node[], 'thead').flatMap(rows);
  const body = named(node.children as Node[], 'tbody', 'tr').flatMap((part) => (part.name === 'tr' ? [part] : rows(part)));
  return { kind: 'table', head: head[0] ? cells(head[0]) : [], rows: body.map(cells) };
}

function pairsOf(nodes: readonly Node[], origin: string): [Run[], Run[]][] {
  const pairs: [Run[], Run[]][] = [];
  for (const node of nodes.filter(isElement)) {
    if (node.name === 'dt') pairs.push([runsOf(node.children as Node[], origin), []]);
    else if (node.name === 'dd') pairs.at(-1)?.[1].push(...runsOf(node.children as Node[], origin));
    else pairs.push(...pairsOf(node.children as Node[], origin));
  }
  return pairs;
}

function runsOf(nodes: readonly Node[], origin: string, look: Omit<Run, 'text'> = {}): Run[] {
  const runs = nodes.flatMap((node) => runOf(node, origin, look));
  // White space of the HTML: one blank between words, none at the ends.
  const joined = runs.map((run) => ({ ...run, text: run.text.replace(/[ \t\r\n]+/g, ' ').replaceAll('\u2028', '\n') })).filter(({ text }) => text !== '');
  while (joined.at(-1)?.text.trim() === '') joined.pop();
  const first = joined[0];
  if (first) joined[0] = { ...first, text: first.text.trimStart() };
  const last = joined.at(-1);
  if (last) joined[joined.length - 1] = { ...last, text: last.text.trimEnd() };
  return joined.some(({ text }) => text.trim() !== '') ? joined : [];
}

function runOf(node: Node, origin: string, look: Omit<Run, 'text'>): Run[] {
  if (node.type === ElementType.Text) return [{ ...look, text: node.data }];
  if (!isElement(node) || isScreenOnly(node)) return [];
  if (node.name === 'br') return [{ ...look, text: '\u2028' }];
  const href = node.name === 'a' && /^(https?:|mailto:|\/|#)/.test(node.attribs.href ?? '') ? node.attribs.href : undefined;
  const inner = { ...look, ...(['b', 'strong'].includes(node.name) && { strong: true }), ...(href && { href: new URL(href, origin).href }) };
  const runs = (node.children as Node[]).flatMap((child) => runOf(child, origin, inner));
  // A block inside a cell or a line stands on lines of its own; a mark is set apart by blanks, as by its frame on a page.
  if (node.name === 'li' || node.name === 'p') return [...runs, { ...look, text: '\u2028' }];
  if (!isInline(node) || /\btb-st\b/.test(node.attribs.class ?? '')) return [{ ...look, text: ' ' }, ...runs, { ...look, text: ' ' }];
  const direction = node.attribs.dir ?? (node.name === 'bdi' ? 'auto' : undefined);
  if (direction !== 'ltr' && direction !== 'rtl' && direction !== 'auto') return runs;
  return [{ ...look, text: isolate[direction] }, ...runs, { ...look, text: isolate.end }];
}
