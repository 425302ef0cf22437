import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Narrowing } from '#ui/narrowing.tsx';
import { Crumbs, Empty } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { Coverage } from './read-usage.ts';

export const coverageGrades = ['E1', 'E2', 'E3', 'E4', 'E5'] as const;

/** Countries by fields of government: how many published practices, the best evidence among them, and where there is none. */
export function coveragePage(view: View, coverage: Coverage): Page {
  const { t } = view;
  const { countries, holes, cells, atLeast } = coverage;
  const choices = coverageGrades.map((grade) => [grade, `${grade} ${t(`practices.grade.${grade.toLowerCase()}` as 'practices.grade.e1')}`] as const);
  const select = { name: 'grade', label: t('coverage.at-least'), choices, chosen: atLeast === null ? [] : [atLeast], empty: t('coverage.any') };
  return {
    title: t('coverage.title'),
    nav: 'practices',
    desk: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.library'), path: '/practices' }]} here={t('coverage.title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('coverage.title')}</h1>
            <p class="tb-lead">{t('coverage.lead')}</p>
          </div>
        </div>
        <Narrowing view={view} path="/practices/coverage" selects={[select]} />
        {countries.length === 0 ? (
          <Empty text={t('practices.nothing')} />
        ) : (
          <>
            <p>{t('coverage.holes', { n: view.number(holes), of: view.number(cells) })}</p>
            <Table view={view} coverage={coverage} />
          </>
        )}
      </>
    ),
  };
}

function Table({ view, coverage }: { view: View; coverage: Coverage }): VNode {
  const { t } = view;
  const { fields, countries } = coverage;
  return (
    <div class="tb-scroll" tabIndex={0} role="region" aria-label={t('coverage.table')}>
      <table class="tb-tb tb-tight tb-cards tb-coverage">
        <thead>
          <tr>
            <th scope="col">{t('practices.country')}</th>
            {fields.map(({ code, label }) => (
              <th scope="col">
                <Ltr>{code}</Ltr> <Line view={view} value={label} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {countries.map(({ code, country, cells }) => (
            <tr>
              <th scope="row">
                <a href={view.url(`/practices?country=${code}`)}>{country ? <Line view={view} value={country.name} /> : <Ltr>{code}</Ltr>}</a>
              </th>
              {fields.map((field) => {
                const cell = cells.get(field.code);
                return cell ? (
                  <td>
                    <FieldName view={view} label={field.label} />
                    <a href={view.url(`/practices?country=${code}&field=${field.code}`)}>{view.number(cell.count)}</a>{' '}
                    <span class="tb-small tb-dim">{cell.best ? <Ltr>{cell.best}</Ltr> : t('practices.grade.none')}</span>
                  </td>
                ) : (
                  <td class="tb-hole">
                    <FieldName view={view} label={field.label} />
                    {t('coverage.hole')}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On a phone each cell says its field, since the head of the table is gone. */
const FieldName = ({ view, label }: { view: View; label: Coverage['fields'][number]['label'] }): VNode => (
  <span class="tb-fieldname">
    <Line view={view} value={label} />:{' '}
  </span>
);
