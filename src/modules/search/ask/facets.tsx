import type { VNode } from 'preact';
import { conceptOf } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import { Line, Ltr } from '#ui/text.tsx';
import { type FacetName, facetNames, isFiltered, searchPath, withoutFilters } from './filters.ts';
import { kindName } from './hits.tsx';
import type { Asked } from './read-answer.ts';

const grades = ['E5', 'E4', 'E3', 'E2', 'E1', 'E0', 'none'];
const mostOffered = 15;

function Label({ view, asked, name, value }: { view: View; asked: Asked; name: FacetName; value: string }): VNode {
  if (name === 'kind') return <span>{kindName(view, value)}</span>;
  if (name === 'grade')
    return (
      <span>
        {value !== 'none' && (
          <>
            <Ltr>{value}</Ltr>{' '}
          </>
        )}
        {view.t(`practices.grade.${value.toLowerCase()}` as 'practices.grade.e1')}
      </span>
    );
  const label = name === 'country' ? asked.countries.get(value)?.name : conceptOf(asked.vocabulary, 'cofog', value)?.label;
  return label ? <Line view={view} value={label} /> : <Ltr>{value}</Ltr>;
}

interface Offered {
  readonly value: string;
  readonly count: number;
}

/** The values found, the most common first and grades in their own order; those chosen always. */
function offered({ filters, answer }: Asked, name: FacetName): Offered[] {
  const counts = new Map(Object.entries(answer?.facets[name] ?? {}));
  const common = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostOffered);
  const values = new Set([...filters[name], ...common.map(([value]) => value)]);
  const listed = name === 'grade' ? grades.filter((grade) => values.has(grade)) : [...values];
  const all = listed.map((value) => ({ value, count: counts.get(value) ?? 0 }));
  return name === 'grade' ? all : all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** The filters with their counts, as one form. */
export function Facets({ view, asked }: { view: View; asked: Asked }): VNode {
  const { t } = view;
  const { filters } = asked;
  return (
    <form class="tb-facets" method="get" action={view.url('/search')} aria-label={t('search.filter')}>
      <Hidden filters={asked.filters} />
      {facetNames.map((name) => {
        const values = offered(asked, name);
        if (values.length === 0) return null;
        return (
          <fieldset class="tb-facet">
            <legend>{t(`search.facet.${name}`)}</legend>
            {values.map(({ value, count }) => (
              <label class={`tb-check${count === 0 ? ' tb-none' : ''}`}>
                <input type="checkbox" name={name} value={value} checked={filters[name].includes(value)} />
                <Label view={view} asked={asked} name={name} value={value} />
                <span class="tb-c">{view.number(count)}</span>
              </label>
            ))}
          </fieldset>
        );
      })}
      <button class="tb-btn tb-line tb-sm" type="submit">
        {t('search.apply-filter')}
      </button>
    </form>
  );
}

/** What the form of the filters keeps: the words, the language of the texts, the order. */
const Hidden = ({ filters }: { filters: Asked['filters'] }): VNode => (
  <>
    <input type="hidden" name="q" value={filters.q} />
    {filters.in && <input type="hidden" name="in" value={filters.in} />}
    {filters.sort !== 'best' && <input type="hidden" name="sort" value={filters.sort} />}
  </>
);

/** The filters that hold, each with a way out. */
export function Chips({ view, asked }: { view: View; asked: Asked }): VNode | null {
  const { t } = view;
  const { filters } = asked;
  if (!isFiltered(filters)) return null;
  return (
    <div class="tb-chips">
      <span class="tb-dim">{t('search.filtered-by')}</span>
      {facetNames.flatMap((name) =>
        filters[name].map((value) => (
          <Chip view={view} path={searchPath({ ...filters, [name]: filters[name].filter((other) => other !== value) })}>
            {t(`search.facet.${name}`)}: <Label view={view} asked={asked} name={name} value={value} />
          </Chip>
        )),
      )}
      {filters.in && (
        <Chip view={view} path={searchPath({ ...filters, in: '' })}>
          {t(filters.in === 'ar' ? 'search.in-arabic' : 'search.in-english')}
        </Chip>
      )}
      <a href={view.url(searchPath(withoutFilters(filters)))}>{t('search.clear-filter')}</a>
    </div>
  );
}

const Chip = ({ view, path, children }: { view: View; path: string; children: unknown }): VNode => (
  <a class="tb-chip" href={view.url(path)}>
    <span>{children as VNode}</span>
    <span class="tb-x" aria-hidden="true">
      ✕
    </span>
    <span class="tb-vh">{view.t('platform.remove')}</span>
  </a>
);
