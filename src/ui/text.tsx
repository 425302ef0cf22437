import type { ComponentChildren, VNode } from 'preact';
import { markdownHtml } from '#platform/html/markdown.ts';
import type { View } from '#platform/html/view.ts';
import { directionOf, type Language, type LocalizedText, shownText } from '#platform/values/localized-text.ts';

/** A datum in a line of the page's language: isolated, so that its direction touches nothing beside it. */
export const Ltr = ({ children }: { children: ComponentChildren }): VNode => <bdi dir="ltr">{children}</bdi>;

/**
 * A localized text in one line. When the reader's language is missing, the other stands in with its own
 * `lang` and `dir`, and `note` says so.
 */
export function Line({ view, value, note = false }: { view: View; value: LocalizedText | null | undefined; note?: boolean }): VNode | null {
  const shown = shownText(value, view.locale);
  if (!shown) return null;
  const text = (
    <bdi lang={shown.language} dir={directionOf(shown.language)}>
      {shown.text}
    </bdi>
  );
  if (!note || !shown.missing) return text;
  return (
    <>
      {text} <span class="tb-small tb-dimmer">({view.t(shown.language === 'ar' ? 'platform.only-arabic' : 'platform.only-english')})</span>
    </>
  );
}

/** Marks that belong above or below a longer text: that it stands in, that it is older than its original, that a machine wrote it. */
export function TextNotice({ view, value }: { view: View; value: LocalizedText }): VNode | null {
  const shown = shownText(value, view.locale);
  if (!shown) return null;
  const language = view.t(shown.language === 'ar' ? 'platform.arabic' : 'platform.english');
  const original = view.t(value.orig === 'ar' ? 'platform.arabic' : 'platform.english');
  if (shown.missing) return <p class="tb-textnote">{view.t('platform.not-yet-translated', { language })}</p>;
  if (shown.status === 'machine') return <p class="tb-textnote tb-warntext">{view.t('platform.machine-translation', { language: original })}</p>;
  if (shown.outOfDate) return <p class="tb-textnote tb-warntext">{view.t('platform.older-than-original')}</p>;
  return null;
}

/** A story text: what people wrote in Markdown, in the reading face, on the side of its own language. */
export const Paragraphs = ({ text, language }: { text: string; language: Language }): VNode => (
  <div class="tb-read" lang={language} dir={directionOf(language)} dangerouslySetInnerHTML={{ __html: markdownHtml(text) }} />
);

/** A person's name in the reader's language, else as written elsewhere. */
export function nameOf(person: { name_ar: string | null; name_en: string | null; name_orig?: string | null }, locale: Language): string {
  const [first, second] = locale === 'ar' ? [person.name_ar, person.name_en] : [person.name_en, person.name_ar];
  return first ?? second ?? person.name_orig ?? '';
}
