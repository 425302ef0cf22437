import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { directionOf, isOutOfDate, otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { Section } from '#ui/parts.tsx';
import { Line, Paragraphs } from '#ui/text.tsx';
import { entriesOf } from '../content/entries.ts';
import { PracticeCrumbs } from '../practice-frame.tsx';
import type { PracticeView } from '../read/read-practice.ts';

/** Both languages side by side, field by field, with what stands where. */
export function languagesPage(view: View, practice: PracticeView): Page {
  const { content, row } = practice;
  const { t } = view;
  const order = [view.locale, otherLanguage(view.locale)] as const;
  return {
    title: t('practices.languages-title', { title: plainText(content.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    desk: true,
    body: (
      <>
        <PracticeCrumbs view={view} code={row.code} here={t('practices.both-languages')} />
        <h1>
          <Line view={view} value={content.title} />
        </h1>
        <div class="tb-secs">
          {entriesOf(view, practice, practice.vocabulary).map(({ name, text: value }) => {
            if (!value) return null;
            return (
              <Section title={name}>
                <div class="tb-pair">
                  {order.map((language) => {
                    const entry = value.texts[language];
                    return (
                      <div>
                        <p class="tb-lang">
                          {t(language === 'ar' ? 'platform.arabic' : 'platform.english')} ·{' '}
                          {entry ? t(`platform.text-status.${entry.status}`) : t('platform.not-translated')}
                          {isOutOfDate(value, language) && <strong class="tb-warntext"> · {t('platform.older-than-original')}</strong>}
                        </p>
                        {entry && (
                          <div lang={language} dir={directionOf(language)}>
                            <Paragraphs text={entry.text} language={language} />
                          </div>
                        )}
                      </div>
                    );
                  })}
                </div>
              </Section>
            );
          })}
        </div>
      </>
    ),
  };
}
