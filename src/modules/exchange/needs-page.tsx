import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Narrowing } from '#ui/narrowing.tsx';
import { Crumbs, Empty, NextPage } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import type { ListedNeed, NeedListPage } from './read-needs.ts';
import { needDay, needMark } from './words.tsx';
import { needWorkflow } from './workflow.ts';

/** What entities look for, the newest first. */
export function needsPage(view: View, list: NeedListPage): Page {
  const { t } = view;
  return {
    title: t('exchange.needs'),
    nav: 'needs',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} here={t('exchange.needs')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('exchange.needs')}</h1>
            <p class="tb-lead">{t('exchange.lead')}</p>
          </div>
          {list.mayPublish && (
            <a class="tb-btn" href={view.url('/needs/new')}>
              {t('exchange.publish')}
            </a>
          )}
        </div>
        <Filters view={view} list={list} />
        {list.needs.length === 0 ? <Empty text={t('exchange.none')} /> : <NeedLines view={view} needs={list.needs} />}
        <NextPage view={view} path={`/needs${queryOf(list)}`} next={list.next} first={list.first} />
      </>
    ),
  };
}

function queryOf({ filters }: NeedListPage): string {
  const query = new URLSearchParams();
  for (const name of ['state', 'country', 'field'] as const) for (const value of filters[name]) query.append(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}

function Filters({ view, list: { filters, countries, fields } }: { view: View; list: NeedListPage }): VNode {
  const { t } = view;
  const listed = [...countries.values()].filter((country) => country.listed || filters.country.includes(country.code));
  const selects = [
    {
      name: 'state',
      label: t('practices.state'),
      choices: needWorkflow.states.map((state) => [state, t(`exchange.state.${state}`)] as const),
      chosen: filters.state,
      empty: t('exchange.looked-for'),
    },
    {
      name: 'country',
      label: t('practices.country'),
      choices: listed.map(({ code, name }) => [code, plainText(name, view.locale)] as const).sort((a, b) => view.compare(a[1], b[1])),
      chosen: filters.country,
    },
    {
      name: 'field',
      label: t('practices.facet.field'),
      choices: fields.map(({ code, label }) => [code, plainText(label, view.locale)] as const),
      chosen: filters.field,
    },
  ];
  return <Narrowing view={view} path="/needs" selects={selects} />;
}

/** Needs, one line each: what is looked for, by whom, until when. */
export const NeedLines = ({ view, needs }: { view: View; needs: readonly ListedNeed[] }): VNode => (
  <ul class="tb-facts">
    {needs.map(({ row, entity }) => (
      <li>
        <h2 class="tb-h3">
          <a href={view.url(`/needs/${row.no}`)}>
            <Line view={view} value={row.title} />
          </a>
        </h2>
        <p class="tb-small tb-dim">
          {needMark(view, row.state)} · {entity && <Line view={view} value={entity.name} />}
          {row.deadline && ` · ${view.t('exchange.until', { date: needDay(view, row.deadline) })}`}
        </p>
      </li>
    ))}
  </ul>
);
