import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Narrowing } from '#ui/narrowing.tsx';
import { Crumbs, Empty, Mark, NextPage, type Shape, type Tone } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { facetChoices } from '../list/facet-choices.ts';
import { facetNames } from '../list/facets.ts';
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

function Filters({ view, changes }: { view: View; changes: ChangesWithChoices }): VNode {
  const { t } = view;
  const { filters, countries, fields } = changes;
  const choices = facetChoices(view, { countries, fields, chosen: filters.country });
  const kinds = changeKinds.map((kind) => [kind, t(`changes.kind.${kind}`)] as const);
  const selects = [
    { name: 'kind', label: t('changes.kind'), choices: kinds, chosen: filters.kind },
    ...facetNames.map((name) => ({ name, label: t(`practices.facet.${name}`), choices: choices[name], chosen: filters[name] })),
  ];
  return (
    <Narrowing view={view} path="/changes" selects={selects}>
      <div class="tb-field">
        <label for="q">{t('practices.search-label')}</label>
        <input class="tb-in" id="q" name="q" type="search" value={filters.q} dir="auto" autocomplete="off" />
      </div>
    </Narrowing>
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
