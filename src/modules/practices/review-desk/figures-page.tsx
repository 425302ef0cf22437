import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty } from '#ui/parts.tsx';
import { nameOf } from '#ui/text.tsx';
import type { ReviewFigures } from './read-desk.ts';

/** What reviewers decided, in how many days, and how much of it went back. */
export function figuresPage(view: View, { rows, names, all, since }: ReviewFigures): Page {
  const { t } = view;
  const decided = rows.reduce((sum, row) => sum + row.decided, 0);
  return {
    title: t('desk.figures'),
    nav: 'reviews',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.desk.title'), path: '/reviews' }]} here={t('desk.figures')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('desk.figures')}</h1>
            <p class="tb-lead">{t(all ? 'desk.figures-lead-all' : 'desk.figures-lead-own', { date: view.date(since) })}</p>
          </div>
        </div>
        {rows.length === 0 ? (
          <Empty text={t('desk.figures-none')} />
        ) : (
          <table class="tb-tb tb-cards">
            <thead>
              <tr>
                <th scope="col">{t('desk.reviewer')}</th>
                <th scope="col" class="tb-num">
                  {t('desk.decided')}
                </th>
                <th scope="col" class="tb-num">
                  {t('desk.median-days')}
                </th>
                <th scope="col" class="tb-num">
                  {t('desk.returned-share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const name = names.get(row.reviewer_id);
                return (
                  <tr>
                    <th scope="row">{name ? <bdi>{nameOf(name, view.locale)}</bdi> : t('desk.somebody')}</th>
                    <td class="tb-num" data-l={t('desk.decided')}>
                      {view.number(row.decided)}
                    </td>
                    <td class="tb-num" data-l={t('desk.median-days')}>
                      {view.number(Math.round(row.median_days * 10) / 10)}
                    </td>
                    <td class="tb-num" data-l={t('desk.returned-share')}>
                      {view.percent(row.returned / row.decided)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
            {rows.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row">{t('desk.together')}</th>
                  <td class="tb-num" data-l={t('desk.decided')}>
                    {view.number(decided)}
                  </td>
                  <td />
                  <td class="tb-num" data-l={t('desk.returned-share')}>
                    {view.percent(rows.reduce((sum, row) => sum + row.returned, 0) / decided)}
                  </td>
                </tr>
              </tfoot>
            )}
          </table>
        )}
        <p class="tb-small tb-dim tb-pad">{t('desk.figures-formula')}</p>
      </>
    ),
  };
}
