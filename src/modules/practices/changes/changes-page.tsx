import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Crumbs, Empty, Mark, NextPage, type Shape, type Tone } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { changeText } from './change-words.ts';
import { changeKinds } from './kinds.ts';
import { type Change, type ChangesWithChoices, changesQuery } from './read-changes.ts';

const marks: Readonly<Record<Change['kind'], readonly [Tone, Shape]>> = {
  new: ['acc', ''],
  changed: ['acc', 'half'],
  superseded: ['off', 'half'],
  archived: ['off', 'sq'],
  restored: ['acc', 'open'],
};

/** Public changes by day, newest first, under the filters of the library. */
export function changesPage(view: View, changes: ChangesWithChoices): Page {
  const { t } = view;
  const { filters, rows, next, first } = changes;
  return {
    title: t('changes.title'),
    nav: 'practices',
    feed: `/changes/feed${changesQuery(filters)}`,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('changes.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('changes.title')}</h1>
            <p class="tb-lead">{t('changes.lead')}</p>
          </div>
          <p>
            <a href={view.url(`/changes/feed${changesQuery(filters)}`)}>{t('changes.feed')}</a>
          </p>
        </div>
        <Filters view={view} changes={changes} />
        {rows.length === 0 ? <Empty text={t('changes.none')} /> : <Days view={view} rows={rows} />}
        <NextPage view={view} path={`/changes${changesQuery(filters)}`} next={next} first={first} />
      </>
    ),
  };
}

/** One select for each filter. Of an address with several values the form shows the first and keeps the others. */
function Filters({ view, changes }: { view: View; changes: ChangesWithChoices }): VNode {
  const { t } = view;
  const { filters, countries, fields } = changes;
  const listed = [...countries.values()].filter((country) => country.listed || filters.country.includes(country.code));
  const options: Readonly<Record<'kind' | 'country' | 'field' | 'grade', readonly (readonly [string, string])[]>> = {
    kind: changeKinds.map((kind) => [kind, t(`changes.kind.${kind}`)]),
    country: listed.map(({ code, name }) => [code, plainText(name, view.locale)] as const).sort((a, b) => view.compare(a[1], b[1])),
    field: fields.map(({ code, label }) => [code, plainText(label, view.locale)]),
    grade: (['E5', 'E4', 'E3', 'E2', 'E1', 'E0'] as const).map((grade) => [
      grade,
      `${grade} ${t(`practices.grade.${grade.toLowerCase()}` as 'practices.grade.e1')}`,
    ]),
  };
  return (
    <form class="tb-narrowing" method="get" action={view.url('/changes')} aria-label={t('practices.filter')}>
      <div class="tb-field">
        <label for="q">{t('practices.search-label')}</label>
        <input class="tb-in" id="q" name="q" type="search" value={filters.q} dir="auto" autocomplete="off" />
      </div>
      {(['kind', 'country', 'field', 'grade'] as const).map((name) => (
        <div class="tb-field">
          <label for={`f-${name}`}>{t(name === 'kind' ? 'changes.kind' : `practices.facet.${name}`)}</label>
          <select class="tb-in" id={`f-${name}`} name={name}>
            <option value="">{t('changes.all')}</option>
            {options[name].map(([value, label]) => (
              <option value={value} selected={filters[name][0] === value}>
                {label}
              </option>
            ))}
          </select>
          {filters[name].slice(1).map((value) => (
            <input type="hidden" name={name} value={value} />
          ))}
        </div>
      ))}
      <button class="tb-btn tb-line" type="submit">
        {t('practices.apply-filter')}
      </button>
    </form>
  );
}

function Days({ view, rows }: { view: View; rows: readonly Change[] }): VNode {
  const days = new Map<string, Change[]>();
  for (const row of rows) {
    const day = view.date(row.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section class="tb-sec">
          <header>
            <h2 class="tb-h3">{day}</h2>
          </header>
          <ul class="tb-changes">
            {ofDay.map((row) => (
              <Entry view={view} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Entry({ view, row }: { view: View; row: Change }): VNode {
  const [tone, shape] = marks[row.kind];
  return (
    <li>
      <Mark tone={tone} shape={shape}>
        {changeText(view, row)}
      </Mark>
      <div>
        {row.card ? (
          <>
            <a href={view.url(`/practices/${row.code}`)}>
              <Line view={view} value={row.card.title} />
            </a>
            <p class="tb-small tb-dim">
              {row.card.entity ? <Line view={view} value={row.card.entity.name} /> : view.t('practices.owner-unknown')} · <Ltr>{row.code}</Ltr>
            </p>
          </>
        ) : (
          <Ltr>{row.code}</Ltr>
        )}
      </div>
    </li>
  );
}
