import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { scaleX } from '#ui/chart.tsx';
import { Crumbs, Empty, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { PracticeUsage, UsageOverview } from './read-usage.ts';
import { type Week, weeksOf } from './weeks.ts';

const day = (view: View, date: string): string => view.partialDate({ date, precision: 'day' });
const box = { width: 640, height: 150, start: 4, end: 4, bottom: 140 } as const;

/** How one practice was read: the totals, weeks as bars, and the same as a table. */
export function practiceUsagePage(view: View, usage: PracticeUsage): Page {
  const { t } = view;
  const { row } = usage;
  const weeks = weeksOf(usage.days, usage.until);
  return {
    title: t('usage.of', { title: plainText(row.card.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <PracticeCrumbs view={view} code={row.code} here={t('usage.title')} />
        <div>
          <h1>
            <Line view={view} value={row.card.title} />
          </h1>
          <p class="tb-lead">{t('usage.lead', { date: day(view, usage.since) })}</p>
        </div>
        <div class="tb-figs tb-figs3">
          {(['views', 'found', 'answers'] as const).map((name) => (
            <div class="tb-fig">
              <b>{view.number(usage[name])}</b>
              <span class="tb-u">{t(`usage.${name}`)}</span>
              <span class="tb-src">{t(`usage.${name}-formula`)}</span>
            </div>
          ))}
        </div>
        <Section title={t('usage.by-week')}>
          <Bars view={view} weeks={weeks} />
          <WeekTable view={view} weeks={weeks} />
        </Section>
        <p class="tb-small tb-dim">{t('usage.privacy')}</p>
      </div>
    ),
  };
}

function Bars({ view, weeks }: { view: View; weeks: readonly Week[] }): VNode {
  const most = Math.max(1, ...weeks.map((week) => week.views));
  const step = (box.width - box.start - box.end) / weeks.length;
  return (
    <figure class="tb-world">
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={view.t('usage.chart')}>
        <line x1="0" x2={box.width} y1={box.bottom} y2={box.bottom} stroke="var(--tb-edge)" />
        {weeks.map((week, index) => {
          const tall = (week.views / most) * (box.bottom - 8);
          const middle = scaleX(view, box, (index + 0.5) / weeks.length);
          return (
            <rect x={middle - step * 0.35} y={box.bottom - tall} width={step * 0.7} height={tall} fill="var(--tb-accent)">
              <title>{view.t('usage.bar', { date: day(view, week.from), n: week.views })}</title>
            </rect>
          );
        })}
      </svg>
    </figure>
  );
}

const WeekTable = ({ view, weeks }: { view: View; weeks: readonly Week[] }): VNode => (
  <table class="tb-tb tb-tight">
    <thead>
      <tr>
        <th scope="col">{view.t('usage.week')}</th>
        <th scope="col" class="tb-num">
          {view.t('usage.views')}
        </th>
        <th scope="col" class="tb-num">
          {view.t('usage.found')}
        </th>
      </tr>
    </thead>
    <tbody>
      {weeks.toReversed().map((week) => (
        <tr>
          <th scope="row">{day(view, week.from)}</th>
          <td class="tb-num">{view.number(week.views)}</td>
          <td class="tb-num">{view.number(week.found)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What was read most of all that the reader answers for. */
export const usagePage = (view: View, { rows, since }: UsageOverview): Page => ({
  title: view.t('usage.title'),
  nav: 'practices',
  unlisted: true,
  body: (
    <>
      <Crumbs view={view} trail={[{ label: view.t('practices.library'), path: '/practices' }]} here={view.t('usage.title')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('usage.title')}</h1>
          <p class="tb-lead">{view.t('usage.lead', { date: day(view, since) })}</p>
        </div>
        <a href={view.url('/practices/coverage')}>{view.t('coverage.title')}</a>
      </div>
      {rows.length === 0 ? (
        <Empty text={view.t('usage.none')} />
      ) : (
        <table class="tb-tb tb-cards">
          <thead>
            <tr>
              <th scope="col">{view.t('practices.practice')}</th>
              <th scope="col" class="tb-num">
                {view.t('usage.views')}
              </th>
              <th scope="col" class="tb-num">
                {view.t('usage.found')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">
                  <a href={view.url(`/practices/${row.code}/statistics`)}>
                    <Line view={view} value={row.title} />
                  </a>{' '}
                  <span class="tb-dimmer">
                    <Ltr>{row.code}</Ltr>
                  </span>
                </th>
                <td class="tb-num" data-l={view.t('usage.views')}>
                  {view.number(row.views)}
                </td>
                <td class="tb-num" data-l={view.t('usage.found')}>
                  {view.number(row.found)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="tb-small tb-dim tb-pad">{view.t('usage.privacy')}</p>
    </>
  ),
});
