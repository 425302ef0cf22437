import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { directionOf, type Language, otherLanguage } from '#platform/values/localized-text.ts';
import { Grade, Mark } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { type Part, snippet } from '../analysis/highlight.ts';
import { everybody } from '../engine/records.ts';
import type { FoundRecord } from '../find/search-records.ts';
import { searchPath } from './filters.ts';
import { reachedBy } from './reached-by.ts';
import type { Asked } from './read-answer.ts';

const Passage = ({ parts }: { parts: readonly Part[] }): VNode => <>{parts.map((part) => (part.hit ? <mark>{part.text}</mark> : part.text))}</>;

interface Said {
  readonly language: Language;
  readonly parts: readonly Part[];
}

/** The title in the reader's language, else in the other. */
function titleOf({ texts }: FoundRecord, locale: Language, stems: ReadonlySet<string>): Said | null {
  const language = texts.title[locale] ? locale : otherLanguage(locale);
  const title = texts.title[language];
  return title ? { language, parts: snippet(title, stems, 300) } : null;
}

/** The passage where the words of the query stand: first of the text that was found, its title too when another is shown, then of the other language. */
function passageOf({ texts, language }: FoundRecord, locale: Language, stems: ReadonlySet<string>): Said | null {
  const found = language === 'ar' || language === 'en' ? language : locale;
  for (const one of [found, otherLanguage(found)])
    for (const text of [one === locale ? undefined : texts.title[one], texts.summary[one], texts.body[one]]) {
      const parts = text ? snippet(text, stems, 220) : [];
      if (parts.some(({ hit }) => hit)) return { language: one, parts };
    }
  const summary = texts.summary[locale] ? locale : otherLanguage(locale);
  const text = texts.summary[summary];
  return text ? { language: summary, parts: [{ text, hit: false }] } : null;
}

/** A record that was found: what it is, its title, the passage, and how it was reached. */
export function Hit({ view, asked, record }: { view: View; asked: Asked; record: FoundRecord }): VNode {
  const { t } = view;
  const stems = asked.answer?.stems ?? new Set<string>();
  const title = titleOf(record, view.locale, stems);
  const passage = passageOf(record, view.locale, stems);
  const [grade] = record.facets.grade ?? [];
  return (
    <article class="tb-hit">
      <div>
        <p class="tb-small tb-dim">
          <Placed view={view} asked={asked} record={record} />
        </p>
        <h3>
          <a href={view.url(record.path)} lang={title?.language} dir={title ? directionOf(title.language) : 'auto'}>
            {title ? <Passage parts={title.parts} /> : record.ref_id}
          </a>
        </h3>
        {passage && (
          <p lang={passage.language} dir={directionOf(passage.language)}>
            <Passage parts={passage.parts} />
          </p>
        )}
        <HowFound view={view} asked={asked} record={record} />
      </div>
      <div class="tb-grade">
        {grade !== undefined && <Grade view={view} grade={grade === 'none' ? null : grade} />}
        {!record.audiences.includes(everybody) && <Mark tone="off">{t('search.not-public')}</Mark>}
        {title && title.language !== view.locale && <span class="tb-dim">{t(title.language === 'ar' ? 'platform.only-arabic' : 'platform.only-english')}</span>}
      </div>
    </article>
  );
}

/** The kind of the record, and the country where it has one that its title does not name. */
function Placed({ view, asked, record }: { view: View; asked: Asked; record: FoundRecord }): VNode {
  const [code] = record.kind === 'country' ? [] : (record.facets.country ?? []);
  const country = code ? asked.countries.get(code) : undefined;
  return (
    <>
      {kindName(view, record.kind)}
      {country && (
        <>
          {' · '}
          <Line view={view} value={country.name} />
        </>
      )}
    </>
  );
}

/** What a kind of record is called; one without a name keeps its code. */
export const kindName = (view: View, kind: string): string => view.maybe(`search.kind.${kind}`) ?? kind;

function HowFound({ view, asked, record }: { view: View; asked: Asked; record: FoundRecord }): VNode | null {
  const { language } = record;
  if (record.byMeaning) return <p class="tb-why">{view.t('search.by-meaning')}</p>;
  if (!record.translated || (language !== 'ar' && language !== 'en')) return null;
  const reached = reachedBy(asked.filters.q, record.texts, language, asked.answer?.translations[language] ?? []);
  const own = otherLanguage(language);
  return (
    <p class="tb-why">
      {reached.length === 0 ? view.t('search.by-translation') : `${view.t('search.by-translation-of')} `}
      {reached.map(({ asked: words, found }, at) => (
        <>
          {at > 0 && view.t('search.and')}
          <bdi lang={own}>{words}</bdi>
          {' = '}
          <bdi lang={language}>{found}</bdi>
        </>
      ))}
      {'. '}
      <a href={view.url(searchPath({ ...asked.filters, in: own }))}>{view.t(own === 'ar' ? 'search.only-arabic-texts' : 'search.only-english-texts')}</a>
    </p>
  );
}
