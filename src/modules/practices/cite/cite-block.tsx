import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import type { PracticeView } from '../read/read-practice.ts';
import { citationFormats, citationText } from './citation.ts';
import { referenceOf } from './reference.ts';

const names = { text: 'TXT', bibtex: 'BibTeX', csl: 'CSL-JSON', jsonld: 'JSON-LD' } as const;

/** How to cite the practice: its permanent address, a sentence, and files for reference managers. */
export function Cite({ view, practice }: { view: View; practice: PracticeView }): VNode | null {
  const reference = referenceOf(view.node.origin, practice);
  if (!reference) return null;
  return (
    <Section title={view.t('practices.cite')} id="cite">
      <p dir={view.dir}>{citationText(view, reference)}</p>
      <p class="tb-small">
        {view.t('practices.cite-address')}: <Ltr>{reference.address(view.locale)}</Ltr>
      </p>
      <p class="tb-small">
        {view.t('practices.cite-download')}:{' '}
        {citationFormats.map((format, index) => (
          <>
            {index > 0 && ' · '}
            <a href={view.url(`/practices/${reference.code}/citation/${format}`)}>
              <Ltr>{names[format]}</Ltr>
            </a>
          </>
        ))}
      </p>
    </Section>
  );
}
