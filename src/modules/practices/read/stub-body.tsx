import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Note, Pairs, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { sourcePairs } from '../import/source-pairs.tsx';
import { Links } from './body.tsx';
import type { PracticeView } from './read-practice.ts';
import { Story } from './story.tsx';

/** A stub says what is known, where from, what the source leaves open, and who could complete it. */
export function StubBody({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { row, content, entity } = practice;
  const { t } = view;
  return (
    <>
      <Note>{t('practices.stub-note')}</Note>
      <Story view={view} value={content.solution} title={t('practices.stub-known')} />
      <Section title={t('practices.stub-source')}>
        <Pairs
          pairs={[
            [
              t('platform.source'),
              row.source && !row.source.external ? (
                <a href={view.url(`/facts#${row.source.document}`)}>{t(`facts.document.${row.source.document}` as 'facts.document.000')}</a>
              ) : null,
            ],
            ...(row.source?.external ? sourcePairs(view, row.source.external) : []),
            [t('practices.stub-silent'), row.source?.silent ? <Line view={view} value={row.source.silent} /> : null],
            [
              t('practices.stub-who'),
              row.source?.whoCanComplete ? <Line view={view} value={row.source.whoCanComplete} /> : entity ? <Line view={view} value={entity.name} /> : null,
            ],
            [t('practices.stub-verified'), row.source?.unverified ? t('practices.stub-unverified') : null],
          ]}
        />
      </Section>
      {practice.links.length > 0 && <Links view={view} practice={practice} />}
    </>
  );
}
