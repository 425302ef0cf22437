import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { Narrowing } from '#ui/narrowing.tsx';
import { Crumbs, Empty } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { AgreementRow } from './queries.ts';
import type { AgreementList, ListedAgreement } from './read-agreements.ts';
import { agreementMark, PartiesLine } from './words.tsx';
import { agreementTypes, agreementWorkflow } from './workflow.ts';

/** All partnerships that the reader may see, with the progress of their axes. */
export function agreementsPage(view: View, list: AgreementList): Page {
  const { t } = view;
  return {
    title: t('partnerships.title'),
    nav: 'partnerships',
    body: (
      <>
        <Crumbs view={view} here={t('partnerships.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('partnerships.title')}</h1>
            <p class="tb-lead">{t('partnerships.lead')}</p>
          </div>
          {list.mayCreate && (
            <a class="tb-btn" href={view.url('/partnerships/new')}>
              {t('partnerships.new')}
            </a>
          )}
        </div>
        <Filters view={view} list={list} />
        {list.agreements.length === 0 ? <Empty text={t('partnerships.none')} /> : <AgreementLines view={view} agreements={list.agreements} />}
      </>
    ),
  };
}

function Filters({ view, list: { filters, countries } }: { view: View; list: AgreementList }): VNode {
  const { t } = view;
  const listed = [...countries.values()].filter((country) => country.listed || filters.country.includes(country.code));
  const selects = [
    {
      name: 'country',
      label: t('practices.country'),
      choices: listed.map(({ code, name }) => [code, plainText(name, view.locale)] as const).sort((a, b) => view.compare(a[1], b[1])),
      chosen: filters.country,
    },
    {
      name: 'type',
      label: t('partnerships.field.type'),
      choices: agreementTypes.map((type) => [type, t(`partnerships.type.${type}`)] as const),
      chosen: filters.type,
    },
    {
      name: 'state',
      label: t('partnerships.field.state'),
      choices: agreementWorkflow.states.map((state) => [state, t(`partnerships.state.${state}`)] as const),
      chosen: filters.state,
    },
  ];
  return <Narrowing view={view} path="/partnerships" selects={selects} />;
}

/** How far the axes are is said where they were counted. */
interface LineOfAgreement extends Pick<ListedAgreement, 'parties'> {
  readonly row: AgreementRow & Partial<ListedAgreement['row']>;
}

/** Agreements, a few lines each: between whom, of what kind, in what state, how far its axes are. */
export const AgreementLines = ({ view, agreements }: { view: View; agreements: readonly LineOfAgreement[] }): VNode => (
  <ul class="tb-facts">
    {agreements.map(({ row, parties }) => (
      <li>
        <h2 class="tb-h3">
          <a href={view.url(`/partnerships/${row.ref}`)}>
            <Line view={view} value={row.title} />
          </a>
        </h2>
        <p>
          <PartiesLine view={view} parties={parties} />
        </p>
        <p class="tb-small tb-dim">
          {agreementMark(view, row.state)} · {view.t(`partnerships.type.${row.type}`)} · <Ltr>{row.ref}</Ltr>
          {row.signed_on && ` · ${view.t('partnerships.signed', { date: view.partialDate(row.signed_on) })}`}
        </p>
        {row.axes ? (
          <p class="tb-small tb-dim">
            {view.t('partnerships.axes-count', { n: row.axes })}
            {row.axes_known ? ` · ${view.t('partnerships.axes-completed', { n: row.axes_done ?? 0 })}` : null}
          </p>
        ) : null}
      </li>
    ))}
  </ul>
);
