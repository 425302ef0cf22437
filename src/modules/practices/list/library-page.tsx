import type { VNode } from 'preact';
import { type Part, snippet } from '#modules/search/public.ts';
import { conceptOf } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { directionOf, shownText } from '#platform/values/localized-text.ts';
import { ListAs } from '#ui/list-as.tsx';
import { Crumbs, Empty, Grade, Mark, Paging } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { changesQuery } from '../changes/read-changes.ts';
import { stages } from '../content/content.ts';
import type { ShownRow } from '../queries.ts';
import { needsConfirmation } from '../standing/freshness.ts';
import { stateMark } from '../words.tsx';
import { grades } from './facet-choices.ts';
import { eachFacet, type FacetName, facetNames } from './facets.ts';
import type { FacetValue, ListFilters, PracticeListWithCounts } from './list-practices.ts';

export function libraryPage(view: View, list: PracticeListWithCounts): Page {
  const { t } = view;
  const { filters, rows } = list;
  const title = filters.q ? t('practices.results-for', { q: filters.q }) : t('practices.library');
  return {
    title,
    nav: 'practices',
    feed: `/changes/feed${changesQuery(filters)}`,
    body: (
      <>
        <Crumbs view={view} here={t('practices.library')} />
        <h1 class="tb-vh">{title}</h1>
        <SearchBox view={view} q={filters.q} hidden={filters} />
        <Elsewhere view={view} filters={filters} />
        <div class="tb-lib">
          <Facets view={view} list={list} />
          <div>
            <div class="tb-resulthead">
              <h2>
                {t('practices.count', { n: list.total })} {filters.q && <span class="tb-dim">{t('practices.for-query', { q: filters.q })}</span>}
              </h2>
              {list.total > 0 && <ListAs view={view} list="/practices" query={queryOf(filters, {})} />}
            </div>
            <Chips view={view} list={list} />
            {rows.map((row) => (
              <Hit view={view} list={list} row={row} />
            ))}
            {rows.length === 0 ? (
              <NothingFound view={view} list={list} />
            ) : (
              <>
                <form id="compare" class="tb-acts" method="get" action={view.url('/practices/compare')}>
                  <button class="tb-btn tb-line" type="submit">
                    {t('compare.chosen')}
                  </button>
                </form>
                <Paging
                  view={view}
                  first={list.first}
                  shown={rows.length}
                  total={list.total}
                  previous={list.first > 1 ? address(view, filters, {}) : null}
                  next={list.next === null ? null : address(view, filters, { after: list.next })}
                />
              </>
            )}
          </div>
        </div>
      </>
    ),
  };
}

/** The other ways into the library. */
const Elsewhere = ({ view, filters }: { view: View; filters: ListFilters }): VNode => (
  <ul class="tb-ways">
    <li>
      <a href={view.url('/collections')}>{view.t('collections.title')}</a>
    </li>
    <li>
      <a href={view.url(`/changes${changesQuery(filters)}`)}>{view.t('changes.title')}</a>
    </li>
    <li>
      <a href={view.url(`/practices/map${changesQuery({ field: filters.field, grade: filters.grade })}`)}>{view.t('map.title')}</a>
    </li>
    <li>
      <a href={view.url('/practices/coverage')}>{view.t('coverage.title')}</a>
    </li>
    <li>
      <a href={view.url('/review-criteria')}>{view.t('review.criteria.title')}</a>
    </li>
  </ul>
);

/** The library's own search box; either language finds. */
function SearchBox({ view, q, hidden }: { view: View; q: string; hidden: ListFilters }): VNode {
  return (
    <form role="search" class="tb-searchbox" method="get" action={view.url('/practices')}>
      <label for="q">{view.t('practices.search-label')}</label>
      <div class="tb-search">
        <input class="tb-in" id="q" name="q" type="search" value={q} dir="auto" autocomplete="off" />
        <button class="tb-btn" type="submit">
          {view.t('practices.search')}
        </button>
      </div>
      {facetNames.flatMap((name) => hidden[name].map((value) => <input type="hidden" name={name} value={value} />))}
    </form>
  );
}

type Change = Partial<Record<FacetName, readonly string[]>> & { after?: string; q?: string };

function queryOf(filters: ListFilters, change: Change): string {
  const query = new URLSearchParams();
  const q = change.q ?? filters.q;
  if (q) query.set('q', q);
  for (const name of facetNames) for (const value of change[name] ?? filters[name]) query.append(name, value);
  if (change.after) query.set('after', change.after);
  return query.toString();
}

function address(view: View, filters: ListFilters, change: Change): string {
  const text = queryOf(filters, change);
  return view.url(`/practices${text ? `?${text}` : ''}`);
}

function labelOf(view: View, list: PracticeListWithCounts, name: FacetName, value: string): VNode {
  const label = name === 'country' ? list.countries.get(value)?.name : name === 'field' ? conceptOf(list.vocabulary, 'cofog', value)?.label : undefined;
  if (label) return <Line view={view} value={label} />;
  if (name === 'stage') return <span>{view.t(`practices.stage.${value}` as 'practices.stage.pilot')}</span>;
  if (name === 'type') return <span>{view.t(`practices.type.${value}` as 'practices.type.service')}</span>;
  if (name !== 'grade') return <Ltr>{value}</Ltr>;
  if (value === 'none') return <span>{view.t('practices.grade.none')}</span>;
  return (
    <span>
      <Ltr>{value}</Ltr> {view.t(`practices.grade.${value.toLowerCase()}` as 'practices.grade.e1')}
    </span>
  );
}

/** Values to offer: those found, by their count (grades and stages in their own order), and always those chosen. */
function offered(list: PracticeListWithCounts, name: FacetName): FacetValue[] {
  const counted = new Map(list.facets[name].map(({ value, count }) => [value, count]));
  for (const value of list.filters[name]) if (!counted.has(value)) counted.set(value, 0);
  const ordered: readonly string[] | null = name === 'grade' ? grades : name === 'stage' ? stages : null;
  if (ordered) return ordered.filter((value) => counted.has(value)).map((value) => ({ value, count: counted.get(value) ?? 0 }));
  return [...counted].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

function Facets({ view, list }: { view: View; list: PracticeListWithCounts }): VNode {
  const { t } = view;
  return (
    <form class="tb-facets" method="get" action={view.url('/practices')} aria-label={t('platform.filter')}>
      {list.filters.q && <input type="hidden" name="q" value={list.filters.q} />}
      {facetNames.map((name) => (
        <fieldset class="tb-facet">
          <legend>{t(`practices.facet.${name}`)}</legend>
          {offered(list, name).map(({ value, count }) => {
            const chosen = list.filters[name].includes(value);
            return (
              <label class={`tb-check${count === 0 ? ' tb-none' : ''}`}>
                <input type="checkbox" name={name} value={value} checked={chosen} disabled={count === 0 && !chosen} />
                <span>{labelOf(view, list, name, value)}</span>
                <span class="tb-c">{view.number(count)}</span>
              </label>
            );
          })}
        </fieldset>
      ))}
      <button class="tb-btn tb-line tb-sm" type="submit">
        {t('platform.apply-filter')}
      </button>
    </form>
  );
}

function Chips({ view, list }: { view: View; list: PracticeListWithCounts }): VNode | null {
  const chosen = facetNames.flatMap((name) => list.filters[name].map((value) => ({ name, value })));
  if (chosen.length === 0) return null;
  return (
    <div class="tb-chips">
      <span class="tb-dim">{view.t('practices.filtered-by')}</span>
      {chosen.map(({ name, value }) => (
        <a class="tb-chip" href={address(view, list.filters, { [name]: list.filters[name].filter((other) => other !== value) })}>
          <span>
            {view.t(`practices.facet.${name}`)}: {labelOf(view, list, name, value)}
          </span>
          <span class="tb-x" aria-hidden="true">
            ✕
          </span>
          <span class="tb-vh">{view.t('platform.remove')}</span>
        </a>
      ))}
      <a
        href={address(
          view,
          list.filters,
          eachFacet(() => []),
        )}
      >
        {view.t('practices.clear-filter')}
      </a>
    </div>
  );
}

const Passage = ({ parts }: { parts: readonly Part[] }): VNode => <>{parts.map((part) => (part.hit ? <mark>{part.text}</mark> : part.text))}</>;

/** A found record: title, owner and code, the passage that was found, grade at the end. */
function Hit({ view, list, row }: { view: View; list: PracticeListWithCounts; row: ShownRow }): VNode {
  const title = shownText(row.title, view.locale);
  const passage = passageOf(view, list, row);
  const stems = list.found?.stems;
  return (
    <article class="tb-hit">
      <div>
        <h3>
          <a href={view.url(`/practices/${row.code}`)} lang={title?.language} dir={title && directionOf(title.language)}>
            {stems && title ? <Passage parts={snippet(title.text, stems, 300)} /> : title?.text}
          </a>
        </h3>
        <p class="tb-small tb-dim">
          {row.entity ? <Line view={view} value={row.entity.name} /> : view.t('practices.owner-unknown')} · <Ltr>{row.code}</Ltr>
        </p>
        {passage && (
          <p lang={passage.language} dir={directionOf(passage.language)}>
            <Passage parts={passage.parts} />
          </p>
        )}
      </div>
      <div class="tb-grade">
        {row.state === 'stub' ? stateMark(view, 'stub') : <Grade view={view} grade={row.grade} />}
        {row.stage && <span class="tb-dim">{view.t(`practices.stage.${row.stage}` as 'practices.stage.pilot')}</span>}
        {row.state === 'superseded' && stateMark(view, 'superseded')}
        {row.featured && <Mark tone="good">{view.t('practices.featured')}</Mark>}
        {needsConfirmation(row.confirmed_at, list.now) && (
          <Mark tone="warn" shape="tri">
            {view.t('practices.needs-confirmation')}
          </Mark>
        )}
        {title?.missing && <span class="tb-dim">{view.t(title.language === 'ar' ? 'platform.only-arabic' : 'platform.only-english')}</span>}
        <label class="tb-check">
          <input type="checkbox" name="code" value={row.code} form="compare" />
          <span>
            {view.t('compare.choose')} <Ltr>{row.code}</Ltr>
          </span>
        </label>
      </div>
    </article>
  );
}

/** The subtitle, or with a query the passage of any text, in the language that matched. */
function passageOf(view: View, list: PracticeListWithCounts, row: ShownRow): { language: 'ar' | 'en'; parts: Part[] } | null {
  const stems = list.found?.stems;
  const texts = list.found?.records.find((record) => record.ref_id === row.id)?.texts;
  const subtitle = shownText(row.subtitle, view.locale);
  if (!stems || !texts) return subtitle ? { language: subtitle.language, parts: [{ text: subtitle.text, hit: false }] } : null;
  const order = view.locale === 'ar' ? (['ar', 'en'] as const) : (['en', 'ar'] as const);
  for (const language of order) {
    for (const text of [texts.summary[language], texts.body[language]]) {
      const parts = text ? snippet(text, stems, 220) : [];
      if (parts.some((part) => part.hit)) return { language, parts };
    }
  }
  return subtitle ? { language: subtitle.language, parts: [{ text: subtitle.text, hit: false }] } : null;
}

/** What was understood, and the one change that gives results. */
function NothingFound({ view, list }: { view: View; list: PracticeListWithCounts }): VNode {
  const { t } = view;
  const filtered = facetNames.some((name) => list.filters[name].length > 0);
  const { q } = list.filters;
  const text = q ? t('practices.nothing-for', { q, terms: view.list(list.found?.words ?? []) }) : t('practices.nothing');
  return (
    <Empty
      text={text}
      action={
        <a
          class="tb-btn tb-line"
          href={
            filtered
              ? address(
                  view,
                  list.filters,
                  eachFacet(() => []),
                )
              : view.url('/practices')
          }
        >
          {filtered ? t('practices.clear-filter') : t('practices.all')}
        </a>
      }
    />
  );
}

/** A short list of practices on other pages: title, owner, grade. */
export const PracticeLines = ({ view, rows }: { view: View; rows: readonly ShownRow[] }): VNode => (
  <ul class="tb-newest">
    {rows.map((row) => (
      <li>
        <h3>
          <a class="tb-quiet" href={view.url(`/practices/${row.code}`)}>
            <Line view={view} value={row.title} />
          </a>
        </h3>
        <p>
          {row.state === 'stub' ? stateMark(view, 'stub') : <Grade view={view} grade={row.grade} />} · <Ltr>{row.code}</Ltr>
        </p>
      </li>
    ))}
  </ul>
);
