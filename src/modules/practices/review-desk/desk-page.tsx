import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Empty, NextPage, Note, Section } from '#ui/parts.tsx';
import { Line, Ltr, nameOf } from '#ui/text.tsx';
import { stateMark } from '../words.tsx';
import { deskScopes } from './desk-scopes.ts';
import type { Desk } from './read-desk.ts';

const daysSince = (desk: Desk, at: Date): number => Math.max(0, Math.floor((desk.now.getTime() - at.getTime()) / 86_400_000));

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
        <p>
          <a href={view.url('/reviews/statistics')}>{view.t('desk.figures')}</a> · <a href={view.url('/review-criteria')}>{view.t('review.criteria.title')}</a>
        </p>
      </div>
      <nav aria-label={view.t('desk.scopes')}>
        <ul class="tb-ways">
          {deskScopes.map((scope) => (
            <li>
              <a href={view.url(scope === 'all' ? '/reviews' : `/reviews?show=${scope}`)} {...(desk.scope === scope && { 'aria-current': 'page' as const })}>
                {view.t(`desk.scope.${scope}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {desk.rows.length === 0 ? <Empty text={view.t('practices.desk.empty')} /> : <Queue view={view} desk={desk} />}
      <NextPage view={view} path={`/reviews?show=${desk.scope}`} next={desk.next} first={desk.first} />
      {desk.load && desk.load.length > 0 && <Load view={view} desk={desk} load={desk.load} />}
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

const Queue = ({ view, desk }: { view: View; desk: Desk }): VNode => (
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
        <th scope="col">{view.t('desk.with')}</th>
      </tr>
    </thead>
    <tbody>
      {desk.rows.map((row) => (
        <Waiting view={view} desk={desk} row={row} />
      ))}
    </tbody>
  </table>
);

function Waiting({ view, desk, row }: { view: View; desk: Desk; row: Desk['rows'][number] }): VNode {
  const overdue = row.due_on !== null && row.due_on < desk.now.toISOString().slice(0, 10);
  const name = row.assignee_id === null ? undefined : desk.names.get(row.assignee_id);
  return (
    <tr class={row.assignee_id !== null && row.assignee_id === desk.me ? 'tb-sel' : ''}>
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
        {view.number(daysSince(desk, row.updated_at))}
      </td>
      <td data-l={view.t('practices.desk.due')}>
        {row.due_on ? view.partialDate({ date: row.due_on, precision: 'day' }) : view.t('practices.desk.to-publish')}
        {overdue && <strong class="tb-warntext"> · {view.t('practices.desk.overdue')}</strong>}
      </td>
      <td data-l={view.t('desk.with')}>
        {row.state === 'reviewed' ? '—' : name ? <bdi>{nameOf(name, view.locale)}</bdi> : <span class="tb-dimmer">{view.t('desk.nobody')}</span>}
      </td>
    </tr>
  );
}

const Load = ({ view, desk, load }: { view: View; desk: Desk; load: NonNullable<Desk['load']> }): VNode => (
  <Section title={view.t('desk.load')}>
    <table class="tb-tb tb-tight tb-cards">
      <thead>
        <tr>
          <th scope="col">{view.t('desk.reviewer')}</th>
          <th scope="col" class="tb-num">
            {view.t('desk.open')}
          </th>
          <th scope="col" class="tb-num">
            {view.t('desk.overdue')}
          </th>
          <th scope="col" class="tb-num">
            {view.t('desk.oldest')}
          </th>
        </tr>
      </thead>
      <tbody>
        {load.map((row) => {
          const name = desk.names.get(row.assignee_id);
          return (
            <tr>
              <th scope="row">{name ? <bdi>{nameOf(name, view.locale)}</bdi> : view.t('desk.somebody')}</th>
              <td class="tb-num" data-l={view.t('desk.open')}>
                {view.number(row.open)}
              </td>
              <td class="tb-num" data-l={view.t('desk.overdue')}>
                {view.number(row.overdue)}
              </td>
              <td class="tb-num" data-l={view.t('desk.oldest')}>
                {view.number(daysSince(desk, row.oldest))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </Section>
);
