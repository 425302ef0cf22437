import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { type LocalizedText, shownText } from '#platform/values/localized-text.ts';
import { Paragraphs, TextNotice } from '#ui/text.tsx';

/** One long text under its heading, with the marks that belong above it. */
export const Story = ({ view, value, title, level = 2 }: { view: View; value: LocalizedText | null; title: string; level?: 2 | 3 }): VNode | null => {
  const shown = shownText(value, view.locale);
  if (!value || !shown) return null;
  return (
    <section>
      {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
      <TextNotice view={view} value={value} />
      <Paragraphs text={shown.text} language={shown.language} />
    </section>
  );
};
