import type { VNode } from 'preact';
import { IndicatorCurve } from '#modules/measures/public.ts';
import { conceptOf } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import { type LocalizedText, shownText } from '#platform/values/localized-text.ts';
import { Grade } from '#ui/parts.tsx';
import { Line, Ltr, Paragraphs, TextNotice } from '#ui/text.tsx';
import { type CodeField, dimensions, schemeOf } from '../content/content.ts';
import type { PracticeView } from '../read/read-practice.ts';
import { costLine, quantityLine } from '../words.tsx';

type Cell = VNode | string | null;
interface Row {
  readonly name: string;
  readonly label: string;
  readonly cells: readonly Cell[];
}
export interface RowGroup {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Everything that is compared, in the order of the questions of somebody who chooses between practices. */
export function comparisonRows(view: View, practices: readonly PracticeView[]): RowGroup[] {
  const { t } = view;
  const row = (name: string, label: string, cell: (practice: PracticeView) => Cell): Row => ({ name, label, cells: practices.map(cell) });
  const text = (name: 'problem' | 'solution' | 'novelty' | 'failures' | 'unintended' | 'conditions' | 'constraints' | 'adaptation' | 'warnings' | 'lessons') =>
    row(name, t(`practices.field.${name}`), ({ content }) => story(view, content[name]));
  return [
    {
      title: t('compare.group.about'),
      rows: [
        row('subtitle', t('practices.field.subtitle'), ({ content }) => content.subtitle && <Line view={view} value={content.subtitle} note />),
        row('country', t('practices.country'), ({ country }) => (country ? <Line view={view} value={country.name} /> : null)),
        row('type', t('practices.field.type'), ({ content }) => content.type && t(`practices.type.${content.type}`)),
        row('level', t('practices.field.level'), ({ content }) => content.level && t(`practices.level.${content.level}`)),
        row('cofog', t('practices.field.cofog'), (practice) => concepts(view, practice, 'cofog')),
        row('sdg', t('practices.field.sdg'), (practice) => concepts(view, practice, 'sdg')),
        row('stage', t('practices.field.stage'), ({ content }) => content.stage && t(`practices.stage.${content.stage}`)),
        row('startedOn', t('practices.field.startedOn'), ({ content }) => content.startedOn && view.partialDate(content.startedOn)),
        row('involvement', t('practices.field.involvement'), ({ content }) => content.involvement && t(`practices.involvement.${content.involvement}`)),
      ],
    },
    {
      title: t('compare.group.effect'),
      rows: [
        row('grade', t('practices.facet.grade'), ({ row: { grade, state } }) => (state === 'stub' ? null : <Grade view={view} grade={grade} />)),
        row('gradeReason', t('practices.review.grade-reason'), ({ row: { grade_reason } }) => grade_reason && <Line view={view} value={grade_reason} note />),
        row('results', t('practices.field.results'), (practice) => results(view, practice)),
        text('failures'),
        text('unintended'),
      ],
    },
    { title: t('practices.section.resources'), rows: resourceRows(view, row) },
    {
      title: t('practices.transfer'),
      rows: [...transferRows(view, row), text('conditions'), text('constraints'), text('adaptation'), text('warnings'), text('lessons')],
    },
    { title: t('practices.section.story'), rows: [text('problem'), text('solution'), text('novelty')] },
  ];
}

type MakeRow = (name: string, label: string, cell: (practice: PracticeView) => Cell) => Row;

const resourceRows = (view: View, row: MakeRow): Row[] => [
  row('costs', view.t('practices.field.costs'), ({ content }) =>
    content.costs.length === 0 ? null : (
      <ul>
        {content.costs.map((cost) => (
          <li>
            {costLine(view, cost)} <span class="tb-small tb-dim">· {view.t(`practices.cost.${cost.kind}`)}</span>
          </li>
        ))}
      </ul>
    ),
  ),
  row('staff', view.t('practices.field.staff'), ({ content }) => content.staff && quantityLine(view, content.staff)),
  row('months', view.t('practices.field.months'), ({ content }) => content.months && quantityLine(view, content.months)),
];

const transferRows = (view: View, row: MakeRow): Row[] => [
  row('transferability', view.t('practices.field.transferability'), ({ content }) =>
    Object.keys(content.transferability).length === 0 ? null : (
      <dl class="tb-ratings">
        {dimensions.flatMap((dimension) => {
          const rated = content.transferability[dimension];
          return rated
            ? [
                <div>
                  <dt>{view.t(`practices.dimension.${dimension}`)}</dt>
                  <dd>
                    <span class="tb-ev">
                      <i aria-hidden="true">
                        {[1, 2, 3, 4, 5].map((bar) => (
                          <b class={bar <= rated.rating ? 'tb-on' : ''} />
                        ))}
                      </i>
                      <span>{view.t('practices.review.of-five', { score: rated.rating })}</span>
                    </span>
                  </dd>
                </div>,
              ]
            : [];
        })}
      </dl>
    ),
  ),
  row('supportKinds', view.t('practices.field.supportKinds'), ({ content }) =>
    content.supportKinds.length === 0 ? null : view.list(content.supportKinds.map((kind) => view.t(`practices.support.${kind}`))),
  ),
  row('licence', view.t('practices.field.licence'), ({ content }) => content.licence && view.t(`practices.licence.${content.licence}`)),
];

function story(view: View, value: LocalizedText | null): Cell {
  const shown = shownText(value, view.locale);
  return value && shown ? (
    <>
      <TextNotice view={view} value={value} />
      <Paragraphs text={shown.text} language={shown.language} />
    </>
  ) : null;
}

const results = (view: View, { indicators }: PracticeView): Cell =>
  indicators.length === 0 ? null : (
    <div class="tb-inds">
      {indicators.map((indicator) => (
        <IndicatorCurve view={view} indicator={indicator} />
      ))}
    </div>
  );

const concepts = (view: View, { content, vocabulary }: PracticeView, field: CodeField): Cell =>
  content[field].length === 0 ? null : (
    <ul>
      {content[field].map((code) => (
        <li>
          <Ltr>{code}</Ltr> <Line view={view} value={conceptOf(vocabulary, schemeOf[field], code)?.label} />
        </li>
      ))}
    </ul>
  );
