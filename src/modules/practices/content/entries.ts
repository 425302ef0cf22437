import type { Indicator } from '#modules/measures/public.ts';
import { conceptOf, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { Words } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { type LocalizedText, plainText } from '#platform/values/localized-text.ts';
import type { Quantity } from '#platform/values/quantity.ts';
import { type Content, codeFields, dimensions, schemeOf } from './content.ts';

/** One thing a version says, in the order of the page: a text in both languages, or a fact in the reader's words. */
export interface Entry {
  /** The same in two versions for the same thing: `problem`, `steps.0`, `transferability.legal.reason`. */
  readonly id: string;
  readonly name: string;
  readonly text?: LocalizedText;
  readonly fact?: string;
}

export interface Version {
  readonly content: Content;
  readonly indicators: readonly Indicator[];
}

const field = (words: Words, name: string): string => words.t(`practices.field.${name}` as MessageKey);

const text = (id: string, name: string, value: LocalizedText | null | undefined): Entry[] =>
  value && Object.keys(value.texts).length > 0 ? [{ id, name, text: value }] : [];
const fact = (id: string, name: string, value: string | null | undefined | false): Entry[] => (value ? [{ id, name, fact: value }] : []);

export const quantityWords = (words: Words, quantity: Quantity | null): string | null =>
  quantity && words.t(`measures.qualified.${quantity.qualifier}` as MessageKey, { value: words.number(quantity.value) });

const yearWords = (words: Words, year: number | null): string | null => (year === null ? null : words.partialDate({ date: String(year), precision: 'year' }));

const joined = (words: Words, parts: readonly (string | null)[]): string => parts.filter(Boolean).join(words.locale === 'ar' ? '، ' : ', ');

/** Everything a version says, with the names of its fields. */
export function entriesOf(words: Words, { content, indicators }: Version, vocabulary: Vocabulary): Entry[] {
  const own = (name: keyof Content) => text(name, field(words, name), content[name] as LocalizedText | null);
  const chosen = (name: 'level' | 'type' | 'stage' | 'licence' | 'involvement') =>
    fact(name, field(words, name), content[name] && words.t(`practices.${name}.${content[name]}` as MessageKey));
  return [
    ...(['title', 'subtitle'] as const).flatMap(own),
    ...(['type', 'level', 'licence', 'stage'] as const).flatMap(chosen),
    ...codeEntries(words, content, vocabulary),
    ...(['startedOn', 'endedOn'] as const).flatMap((name) => fact(name, field(words, name), content[name] && words.partialDate(content[name]))),
    ...(['problem', 'solution', 'novelty'] as const).flatMap(own),
    ...content.steps.flatMap((step, index) => text(`steps.${index}`, numbered(words, 'practices.field.step', index), step)),
    ...partnerEntries(words, content),
    ...chosen('involvement'),
    ...text('beneficiaries.who', field(words, 'beneficiaries'), content.beneficiaries.who),
    ...fact('beneficiaries.count', words.t('practices.beneficiaries-count'), quantityWords(words, content.beneficiaries.count)),
    ...resourceEntries(words, content),
    ...indicators.flatMap((indicator, index) => indicatorEntries(words, indicator, index)),
    ...(['unintended', 'failures'] as const).flatMap(own),
    ...content.evidence.flatMap(({ title, kind }, index) =>
      text(`evidence.${index}`, joined(words, [numbered(words, 'practices.field.evidence', index), words.t(`practices.evidence.${kind}`)]), title),
    ),
    ...content.components.flatMap(({ name, kind }, index) =>
      text(`components.${index}`, joined(words, [numbered(words, 'practices.component.name', index), words.t(`practices.component.${kind}`)]), name),
    ),
    ...(['conditions', 'constraints', 'adaptation', 'warnings', 'lessons'] as const).flatMap(own),
    ...transferEntries(words, content),
    ...own('contact'),
    ...fact('contactEmail', field(words, 'contactEmail'), content.contactEmail),
  ];
}

const numbered = (words: Words, key: MessageKey, index: number): string => `${words.t(key)} ${words.number(index + 1)}`;

const codeEntries = (words: Words, content: Content, vocabulary: Vocabulary): Entry[] =>
  codeFields.flatMap((name) =>
    fact(
      name,
      field(words, name),
      content[name].length > 0 &&
        words.list(content[name].map((code) => `${code} ${plainText(conceptOf(vocabulary, schemeOf[name], code)?.label, words.locale)}`.trim())),
    ),
  );

const partnerEntries = (words: Words, { partners }: Content): Entry[] =>
  partners.flatMap(({ name, role }, index) => [
    ...text(`partners.${index}.name`, numbered(words, 'practices.partner.name', index), name),
    ...text(`partners.${index}.role`, numbered(words, 'practices.partner.role', index), role),
  ]);

const resourceEntries = (words: Words, content: Content): Entry[] => [
  ...content.costs.flatMap(({ kind, amount, currency, year }, index) =>
    fact(
      `costs.${index}`,
      numbered(words, 'practices.field.costs', index),
      joined(words, [words.t(`practices.cost.${kind}`), `${quantityWords(words, amount)} ${currency}`, yearWords(words, year)]),
    ),
  ),
  ...fact('staff', field(words, 'staff'), quantityWords(words, content.staff)),
  ...fact('months', field(words, 'months'), quantityWords(words, content.months)),
  ...text('technology', field(words, 'technology'), content.technology),
  ...text('legalBasis', field(words, 'legalBasis'), content.legalBasis),
  ...content.awards.flatMap(({ name, year }, index) => [
    ...text(`awards.${index}.name`, numbered(words, 'practices.award.name', index), name),
    ...fact(`awards.${index}.year`, numbered(words, 'practices.award.year', index), yearWords(words, year)),
  ]),
];

function indicatorEntries(words: Words, indicator: Indicator, index: number): Entry[] {
  const at = `results.${index}`;
  const name = (key: MessageKey): string => `${words.t('practices.indicator-n', { n: index + 1 })}: ${words.t(key)}`;
  return [
    ...text(`${at}.name`, name('practices.result.name'), indicator.name),
    ...text(`${at}.unit`, name('practices.result.unit'), indicator.unit),
    ...fact(
      `${at}.kind`,
      name('practices.result.kind'),
      joined(words, [words.t(`practices.result.${indicator.kind}`), words.t(`practices.result.${indicator.direction}`)]),
    ),
    ...fact(
      `${at}.readings`,
      name('practices.readings'),
      indicator.readings
        .map(({ role, quantity, dated }) => joined(words, [words.t(`measures.role.${role}`), quantityWords(words, quantity), words.partialDate(dated)]))
        .join(words.locale === 'ar' ? '؛ ' : '; '),
    ),
    ...text(`${at}.method`, name('practices.method'), indicator.method),
    ...text(`${at}.attribution`, name('practices.attribution'), indicator.attribution),
    ...text(`${at}.comparison`, name('practices.comparison'), indicator.comparison),
  ];
}

const transferEntries = (words: Words, content: Content): Entry[] => [
  ...dimensions.flatMap((dimension) => {
    const rated = content.transferability[dimension];
    const name = words.t(`practices.dimension.${dimension}`);
    return [
      ...fact(`transferability.${dimension}.rating`, name, rated && words.t('practices.review.of-five', { score: rated.rating })),
      ...text(`transferability.${dimension}.reason`, `${name}: ${words.t('practices.rating-reason')}`, rated?.reason),
    ];
  }),
  ...fact(
    'supportKinds',
    field(words, 'supportKinds'),
    content.supportKinds.length > 0 && words.list(content.supportKinds.map((kind) => words.t(`practices.support.${kind}`))),
  ),
  ...fact('capacity', field(words, 'capacity'), quantityWords(words, content.capacity)),
];
