import type { VNode } from 'preact';
import { type Station, stations } from '#modules/thread/public.ts';
import type { View } from '#platform/html/view.ts';
import type { PracticeView } from './read-practice.ts';

/** The chain from practice to measured outcome. A station without a record stays on screen as planned: an honest zero. */
export function Thread({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { t } = view;
  const confirmed = practice.indicators.some(
    (indicator) => indicator.kind === 'outcome' && indicator.readings.some((reading) => reading.role === 'value' && reading.verification === 'confirmed'),
  );
  const reported = practice.indicators.some((indicator) => indicator.kind === 'outcome' && indicator.readings.some((reading) => reading.role === 'value'));
  const answered = practice.links.filter(({ verb, direction }) => verb === 'answers' && direction === 'to').length;
  const standing = (station: Station): [string, string] => {
    if (station === 'practice')
      return [practice.row.state === 'stub' ? 'tb-open tb-here' : 'tb-here', t(`practices.state.${practice.row.state}` as 'practices.state.published')];
    if (station === 'outcome' && reported)
      return [confirmed ? '' : 'tb-open', t(confirmed ? 'thread.outcome-confirmed-at-home' : 'thread.outcome-reported-at-home')];
    if ((station === 'need' || station === 'match') && answered > 0) return ['', t('thread.needs-answered', { n: answered })];
    return ['tb-dash', t('thread.none-yet')];
  };
  return (
    <nav class="tb-thread" aria-label={t('thread.chain')}>
      <ol>
        {stations.map((station) => {
          const [mark, words] = standing(station);
          return (
            <li class={mark} {...(station === 'practice' && { 'aria-current': 'step' as const })}>
              <div>
                <b>{t(`thread.station.${station}`)}</b>
                <span>{words}</span>
              </div>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
