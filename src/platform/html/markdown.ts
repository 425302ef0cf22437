import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable(['image', 'code', 'fence', 'table']);

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'ul', 'ol', 'li', 'strong', 'em', 'blockquote', 'h4', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  transformTags: {
    h1: 'h4',
    h2: 'h4',
    h3: 'h4',
    h5: 'h4',
    h6: 'h4',
    a: (_tag, { href = '' }) => ({ tagName: 'a', attribs: { href, rel: 'nofollow noopener' } }),
  },
};

const kept = new Map<string, string>();
const keptAtMost = 2_000;

/**
 * Safe HTML of a text in Markdown: paragraphs, lists, emphasis, quotations, links; no HTML of the writer's.
 * Sanitising costs up to 2 ms, so the result is kept for the texts read last.
 */
export function markdownHtml(text: string): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const html = sanitizeHtml(markdown.render(text), allowed);
  if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value as string);
  kept.set(text, html);
  return html;
}
