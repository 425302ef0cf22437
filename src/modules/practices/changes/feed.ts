import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Words } from '#platform/i18n/format.ts';
import { type Language, otherLanguage, plainText, shownText } from '#platform/values/localized-text.ts';
import { changeText } from './change-words.ts';
import { type Change, type Changes, changesQuery } from './read-changes.ts';

/** Atom 1.0 (RFC 4287) of a page of changes in one language; each text says in which language it is. The same changes are the same bytes. */
export function atomFeed(words: Words, origin: string, { filters, rows, next }: Changes): string {
  const { locale, t } = words;
  const address = (path: string, language: Language = locale): string => `${origin}/${language}${path}`;
  const feed = (language: Language, after?: string): string => address(`/changes/feed${changesQuery(filters, after)}`, language);
  const other = otherLanguage(locale);
  const link = (rel: string, href: string, more: Readonly<Record<string, string>> = {}): VNode => h('link', { rel, href, ...more } as object);
  const tree = h(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': locale },
    h('title', null, t('changes.feed-title')),
    h('subtitle', null, t('changes.lead')),
    h('id', null, feed(locale)),
    h('updated', null, (rows[0]?.at ?? new Date(0)).toISOString()),
    h('author', null, h('name', null, t('platform.name'))),
    link('self', feed(locale), { type: 'application/atom+xml' }),
    link('alternate', address(`/changes${changesQuery(filters)}`), { type: 'text/html', hreflang: locale }),
    link('alternate', feed(other), { type: 'application/atom+xml', hreflang: other }),
    next === null ? null : link('next', feed(locale, next), { type: 'application/atom+xml' }),
    rows.map((row) => entry(words, address, row)),
  );
  // HTML lets these three characters stand in a text; XML does not.
  const markup = renderToString(tree).replaceAll(']]>', ']]&gt;');
  return `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n`;
}

function entry(words: Words, address: (path: string) => string, row: Change): VNode {
  const { locale, t } = words;
  const title = shownText(row.card?.title, locale);
  const subtitle = plainText(row.card?.subtitle, locale);
  const said = `${changeText(words, row)}${subtitle ? ` · ${subtitle}` : ''}`;
  return h(
    'entry',
    null,
    h('title', title ? { 'xml:lang': title.language } : null, title?.text ?? row.code),
    h('id', null, `urn:uuid:${row.id}`),
    h('updated', null, row.at.toISOString()),
    h('published', null, row.at.toISOString()),
    h('link', { rel: 'alternate', type: 'text/html', href: address(`/practices/${row.code}`) }),
    h('category', { term: row.kind, label: t(`changes.kind.${row.kind}`) }),
    h('summary', null, said),
    row.card?.entity ? h('author', null, h('name', null, plainText(row.card.entity.name, locale))) : null,
  );
}
