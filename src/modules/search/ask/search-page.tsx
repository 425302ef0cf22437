import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Paging } from '#ui/parts.tsx';
import { mostByTitle } from '../find/by-title.ts';
import { SaveSearch } from '../saved/save-search-form.tsx';
import { Chips, Facets } from './facets.tsx';
import { facetNames, type SearchFilters, searchPath, sorts } from './filters.ts';
import { Hit } from './hits.tsx';
import { NothingFound } from './nothing-found.tsx';
import { type Asked, pageSize } from './read-answer.ts';
import { spelledAnew } from './spelled-anew.ts';

/** Everything that can be searched, in one list. */
export function searchPage(view: View, asked: Asked): Page {
  const { t } = view;
  const { q } = asked.filters;
  const title = q ? t('search.results-for', { q }) : t('search.title');
  return {
    title,
    nav: 'search',
    body: (
      <>
        <Crumbs view={view} here={t('search.title')} />
        <h1 class={q ? 'tb-vh' : ''}>{title}</h1>
        <SearchEverything view={view} filters={asked.filters} label={t('search.label')} />
        {asked.answer ? <Results view={view} asked={asked} answer={asked.answer} /> : <p class="tb-lead">{t('search.lead')}</p>}
      </>
    ),
  };
}

/** The box of the whole search: suggests while one types, keeps the filters. */
export function SearchEverything({ view, filters, label }: { view: View; filters?: SearchFilters; label: string }): VNode {
  return (
    <form role="search" class="tb-searchbox" method="get" action={view.url('/search')} data-suggest="/api/v1/search/suggestions">
      <label for="q">{label}</label>
      <div class="tb-search">
        <input class="tb-in" id="q" name="q" type="search" value={filters?.q ?? ''} dir="auto" autocomplete="off" maxLength={1_000} />
        <button class="tb-btn" type="submit">
          {view.t('search.go')}
        </button>
      </div>
      <p class="tb-vh" role="status" data-suggest-status data-some={view.t('search.suggestions')} data-none={view.t('search.no-suggestions')} />
      {filters && facetNames.flatMap((name) => filters[name].map((value) => <input type="hidden" name={name} value={value} />))}
      {filters?.in && <input type="hidden" name="in" value={filters.in} />}
      {filters && filters.sort !== 'best' && <input type="hidden" name="sort" value={filters.sort} />}
    </form>
  );
}

interface Answered {
  readonly view: View;
  readonly asked: Asked;
  readonly answer: NonNullable<Asked['answer']>;
}

function Results({ view, asked, answer }: Answered): VNode {
  const { t } = view;
  const { filters, after } = asked;
  const { records, total } = answer;
  const end = filters.sort === 'title' ? Math.min(total, mostByTitle) : total;
  return (
    <div class="tb-lib">
      <Facets view={view} asked={asked} />
      <div>
        <div class="tb-resulthead">
          <h2>
            {t('search.count', { n: total })} <span class="tb-dim">{t('search.for-query', { q: filters.q })}</span>
          </h2>
          <Order view={view} filters={filters} />
        </div>
        <Chips view={view} asked={asked} />
        <DidYouMean view={view} asked={asked} answer={answer} />
        {filters.sort === 'title' && total > mostByTitle && <p class="tb-small tb-dim">{t('search.best-by-title', { n: mostByTitle })}</p>}
        {records.map((record) => (
          <Hit view={view} asked={asked} record={record} />
        ))}
        {records.length === 0 ? (
          <NothingFound view={view} asked={asked} answer={answer} />
        ) : (
          <Paging
            view={view}
            first={after + 1}
            shown={records.length}
            total={total}
            previous={after > 0 ? view.url(searchPath(filters, Math.max(0, after - pageSize))) : null}
            next={end > after + pageSize ? view.url(searchPath(filters, after + pageSize)) : null}
          />
        )}
        <SaveSearch view={view} filters={filters} />
      </div>
    </div>
  );
}

/** The orders, as links: the address says which. */
const Order = ({ view, filters }: { view: View; filters: SearchFilters }): VNode => (
  <nav class="tb-order tb-small" aria-label={view.t('search.sort')}>
    <ul>
      {sorts.map((sort) => (
        <li>
          <a href={view.url(searchPath({ ...filters, sort }))} {...(sort === filters.sort && { 'aria-current': 'true' as const })}>
            {view.t(`search.sort.${sort}`)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** When a word stands in no record: the query with the nearest word that does. */
function DidYouMean({ view, asked, answer }: Answered): VNode | null {
  const better = spelledAnew(asked.filters.q, answer.unknown);
  if (better === null) return null;
  return (
    <p class="tb-did">
      {view.t('search.did-you-mean')}{' '}
      <a href={view.url(searchPath({ ...asked.filters, q: better }))} dir="auto">
        {better}
      </a>
    </p>
  );
}
