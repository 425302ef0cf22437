import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { earliestDay } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';
import { chartText, scaleX } from '#ui/chart.tsx';
import { Mark } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { changeOf } from '../figures.ts';
import type { IndicatorRow, ReadingRow } from '../queries.ts';

const box = { width: 260, height: 150, start: 34, end: 34, top: 30, bottom: 116 } as const;

/** A figure with its qualifier: "about 45,000". */
export const quantityText = (view: View, quantity: Quantity): string =>
  view.t(`measures.qualified.${quantity.qualifier}` as MessageKey, { value: view.number(quantity.value) });

const shapeOf = (reading: ReadingRow): { fill: string; stroke: string; dash?: string } =>
  reading.verification === 'confirmed'
    ? { fill: 'var(--tb-accent)', stroke: 'var(--tb-accent)' }
    : { fill: '#fff', stroke: reading.verification === 'disputed' ? 'var(--tb-bad)' : 'var(--tb-accent)' };

/** The readings of an indicator from left to right in reading direction: solid when confirmed, open when reported; the target dotted. */
export function IndicatorCurve({ view, indicator }: { view: View; indicator: IndicatorRow }): VNode {
  const measured = indicator.readings.filter((reading) => reading.role !== 'target');
  const target = indicator.readings.find((reading) => reading.role === 'target');
  const days = measured.map((reading) => Date.parse(earliestDay(reading.dated)));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const top = Math.max(...indicator.readings.map((reading) => reading.quantity.value), 0);
  const low = Math.min(...indicator.readings.map((reading) => reading.quantity.value), 0);
  const x = (day: number) => scaleX(view, box, last === first ? 0.5 : (day - first) / (last - first));
  const y = (value: number) => box.bottom - ((value - low) / (top - low || 1)) * (box.bottom - box.top);
  const points = measured.map((reading, index) => ({ reading, x: x(days[index] as number), y: y(reading.quantity.value) }));
  const ends = points.filter((_, index) => index === 0 || index === points.length - 1);
  const change = changeOf(indicator);
  const name = plainText(indicator.name, view.locale);
  return (
    <figure>
      <h3>
        <Line view={view} value={indicator.name} />
      </h3>
      <svg
        viewBox={`0 0 ${box.width} ${box.height}`}
        role="img"
        aria-label={`${name}: ${measured.map((reading) => quantityText(view, reading.quantity)).join(view.locale === 'ar' ? '؛ ' : '; ')}`}
      >
        <line x1="0" x2={box.width} y1={box.bottom} y2={box.bottom} stroke="var(--tb-line)" />
        {target && (
          <line
            x1="0"
            x2={box.width}
            y1={y(target.quantity.value)}
            y2={y(target.quantity.value)}
            stroke="var(--tb-good)"
            stroke-width="1.5"
            stroke-dasharray="2 3"
          />
        )}
        <polyline points={points.map((point) => `${point.x},${point.y}`).join(' ')} fill="none" stroke="var(--tb-accent)" stroke-width="2" />
        {points.map((point) => (
          <circle cx={point.x} cy={point.y} r="5" stroke-width="2.2" {...shapeOf(point.reading)} />
        ))}
        {ends.map((point) => (
          <>
            <text {...chartText(view, 'middle')} x={point.x} y={point.y - 12} font-size="14" font-weight="500">
              {view.number(point.reading.quantity.value)}
            </text>
            <text {...chartText(view, 'middle')} x={point.x} y={box.height - 12} font-size="12.5" class="tb-svgdim">
              {view.number(Number(point.reading.dated.date.slice(0, 4))).replace(/[,٬]/g, '')}
            </text>
          </>
        ))}
      </svg>
      <figcaption>
        <Line view={view} value={indicator.unit} /> · {view.t(`measures.kind.${indicator.kind}`)}
        {change && (
          <>
            <br />
            {view.t('measures.computed-change')}: <bdi dir="ltr">{`${change.difference > 0 ? '+' : '−'}${view.number(Math.abs(change.difference))}`}</bdi>
            {change.share !== undefined && (
              <>
                {' '}
                (<bdi dir="ltr">{view.percent(Math.abs(change.share))}</bdi>)
              </>
            )}
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** Every reading with its qualifier, date and state: the table beside the curves. */
export function IndicatorTable({
  view,
  indicators,
  verify,
}: {
  view: View;
  indicators: readonly IndicatorRow[];
  verify?: (reading: ReadingRow) => VNode | null;
}): VNode {
  return (
    <div class="tb-scroll" tabIndex={0} role="region" aria-label={view.t('measures.table')}>
      <table class="tb-tb tb-tight tb-cards">
        <caption>{view.t('measures.table')}</caption>
        <thead>
          <tr>
            {(['measures.indicator', 'measures.role', 'measures.value', 'measures.dated', 'measures.verification'] as const).map((key) => (
              <th scope="col">{view.t(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indicators.flatMap((indicator) =>
            indicator.readings.map((reading) => (
              <tr>
                <th scope="row">
                  <Line view={view} value={indicator.name} />
                </th>
                <td>{view.t(`measures.role.${reading.role}`)}</td>
                <td>
                  {quantityText(view, reading.quantity)}{' '}
                  <span class="tb-dim">
                    <Line view={view} value={indicator.unit} />
                  </span>
                </td>
                <td>{view.partialDate(reading.dated)}</td>
                <td>
                  <VerificationMark view={view} reading={reading} />
                  {reading.reason && (
                    <p class="tb-small tb-dim">
                      <Line view={view} value={reading.reason} note />
                    </p>
                  )}
                  {verify?.(reading)}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function VerificationMark({ view, reading }: { view: View; reading: ReadingRow }): VNode {
  const word = view.t(`measures.verification.${reading.verification}`);
  if (reading.role === 'target')
    return (
      <Mark tone="off" shape="dash">
        {view.t('measures.planned')}
      </Mark>
    );
  return reading.verification === 'confirmed' ? (
    <Mark tone="acc">{word}</Mark>
  ) : (
    <Mark tone={reading.verification === 'disputed' ? 'bad' : 'acc'} shape={reading.verification === 'disputed' ? 'tri' : 'open'}>
      {word}
    </Mark>
  );
}
