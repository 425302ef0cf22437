import type { Country, Entity } from '#modules/directory/public.ts';
import type { Review } from '#modules/review/public.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, Note } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import type { ListRow } from '../queries.ts';
import { stateMark } from '../words.tsx';

interface Desk {
  readonly rows: readonly (ListRow & { own: boolean })[];
  /** Entities towards which this reviewer declared not to be impartial: their practices are not on the desk. */
  readonly conflicts: ReadonlySet<string>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly countries: ReadonlyMap<string, Country>;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly now: Date;
}

export const deskPage = (view: View, desk: Desk): Page => ({
  title: view.t('practices.desk.title'),
  nav: 'reviews',
  desk: true,
  body: (
    <>
      <Crumbs view={view} here={view.t('practices.desk.title')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('practices.desk.title')}</h1>
          <p class="tb-lead">{view.t('practices.desk.lead')}</p>
        </div>
      </div>
      {desk.rows.length === 0 ? (
        <Empty text={view.t('practices.desk.empty')} />
      ) : (
        <table class="tb-tb tb-cards">
          <thead>
            <tr>
              <th scope="col">{view.t('practices.practice')}</th>
              <th scope="col">{view.t('practices.owner')}</th>
              <th scope="col">{view.t('practices.state')}</th>
              <th scope="col" class="tb-num">
                {view.t('practices.desk.age')}
              </th>
              <th scope="col">{view.t('practices.desk.due')}</th>
            </tr>
          </thead>
          <tbody>
            {desk.rows.map((row) => {
              const review = desk.reviews.get(row.id);
              const overdue = review && review.due_on < desk.now.toISOString().slice(0, 10);
              return (
                <tr>
                  <th scope="row">
                    <a href={view.url(`/reviews/${row.code}`)}>
                      <Line view={view} value={row.card.title} />
                    </a>{' '}
                    <span class="tb-dimmer">
                      <Ltr>{row.code}</Ltr>
                    </span>
                    {row.own && <span class="tb-small tb-dim"> · {view.t('practices.desk.own')}</span>}
                  </th>
                  <td>
                    <Line view={view} value={desk.entities.get(row.entity_id ?? '')?.name ?? null} />
                  </td>
                  <td>{stateMark(view, row.state)}</td>
                  <td class="tb-num" data-l={view.t('practices.desk.age')}>
                    {view.number(Math.max(0, Math.floor((desk.now.getTime() - row.updated_at.getTime()) / 86_400_000)))}
                  </td>
                  <td data-l={view.t('practices.desk.due')}>
                    {review ? view.partialDate({ date: review.due_on, precision: 'day' }) : view.t('practices.desk.to-publish')}
                    {overdue && <strong class="tb-warntext"> · {view.t('practices.desk.overdue')}</strong>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {desk.conflicts.size > 0 && (
        <Note>
          {view.t('practices.desk.conflicts')}{' '}
          {[...desk.conflicts].map((id, index) => (
            <>
              {index > 0 && (view.locale === 'ar' ? '، ' : ', ')}
              <Line view={view} value={desk.entities.get(id)?.name ?? null} />
            </>
          ))}
        </Note>
      )}
    </>
  ),
});
