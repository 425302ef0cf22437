import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { directionOf, type Language, plainText } from '#platform/values/localized-text.ts';
import { SelectField } from '#ui/forms.tsx';
import { Empty, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { Change, Stretch } from './difference.ts';
import type { TwoVersions } from './read-versions.ts';

interface Versions extends TwoVersions {
  readonly language: Language;
  readonly changes: readonly Change[];
}

export function versionsPage(view: View, versions: Versions): Page {
  const { t } = view;
  const { row, before, after, language, changes } = versions;
  return {
    title: t('practices.versions-title', { title: plainText(row.card.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <PracticeCrumbs
          view={view}
          code={row.code}
          more={[{ label: t('practices.history'), path: `/practices/${row.code}/history` }]}
          here={t('practices.compare-versions')}
        />
        <h1>
          <Line view={view} value={row.card.title} />
        </h1>
        <Choose view={view} {...versions} />
        <h2>{t('practices.changes-from-to', { from: before.no, to: after.no, n: changes.length })}</h2>
        {changes.length === 0 ? (
          <Empty text={t('practices.no-changes')} />
        ) : (
          <div class="tb-secs">
            {changes.map(({ name, stretches }) => (
              <Section title={name}>
                <Marked view={view} stretches={stretches} language={language} />
              </Section>
            ))}
          </div>
        )}
      </div>
    ),
  };
}

/** A text with its changes. `ins` and `del` say it to those who do not see the colours. */
export const Marked = ({ view, stretches, language }: { view: View; stretches: readonly Stretch[]; language: Language }): VNode => (
  <p class="tb-read tb-kept" lang={language} dir={directionOf(language)}>
    {stretches.map(({ text, change }) =>
      change === 'same' ? (
        text
      ) : change === 'added' ? (
        <ins class="tb-ins">
          <span class="tb-vh">{view.t('practices.added')} </span>
          {text}
        </ins>
      ) : (
        <del class="tb-del">
          <span class="tb-vh">{view.t('practices.removed')} </span>
          {text}
        </del>
      ),
    )}
  </p>
);

function Choose({ view, row, versions, before, after, language }: Versions & { view: View }): VNode {
  const { t } = view;
  const values = { from: String(before.no), to: String(after.no), text: language };
  const parts = { view, state: { values, problems: [] }, labels: {} };
  const options = versions.map(({ no, frozen_at }) => ({
    value: String(no),
    label: `${t('practices.version-n', { n: no })} · ${frozen_at ? view.date(frozen_at) : t('practices.open-version')}`,
  }));
  return (
    <form method="get" action={view.url(`/practices/${row.code}/versions`)}>
      <div class="tb-cols">
        <SelectField {...parts} name="from" label={t('practices.from-version')} options={options} />
        <SelectField {...parts} name="to" label={t('practices.to-version')} options={options} />
        <SelectField
          {...parts}
          name="text"
          label={t('practices.text-language')}
          options={[
            { value: 'ar', label: t('platform.arabic') },
            { value: 'en', label: t('platform.english') },
          ]}
        />
      </div>
      <button class="tb-btn tb-line" type="submit">
        {t('practices.compare-versions')}
      </button>
    </form>
  );
}
