import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidInput } from '#platform/errors/errors.ts';
import { nestFields } from '#platform/http/form-fields.ts';
import { type LocalizedText, localizedText } from '#platform/values/localized-text.ts';
import { type Content, dimensions, emptyContent, readContent } from '../content/content.ts';
import { applyForm } from './apply-form.ts';
import { formValues } from './form-values.ts';
import { practiceForm } from './practice-form.ts';

const text = (word: string): LocalizedText => localizedText('ar', { ar: `${word} بالعربية`, en: `${word} in English` });
const about = (value: number) => ({ value, qualifier: 'about' as const });
const concept = (scheme: string, code: string) => [code, { scheme, code, parent: null, label: text(code) }] as const;
const vocabulary = new Map([
  ['cofog', new Map([concept('cofog', '07.1')])],
  ['axis', new Map([concept('axis', 'services')])],
  ['audience', new Map([concept('audience', 'researchers')])],
]);

const full: Content = {
  ...emptyContent(text('title')),
  subtitle: text('subtitle'),
  level: 'multi',
  cofog: ['07.1'],
  axes: ['services'],
  audience: ['researchers'],
  contact: text('contact'),
  contactEmail: 'office@entity.example.org',
  steps: [text('first'), text('second')],
  partners: [
    { name: text('partner'), role: text('role') },
    { name: text('another'), role: null },
  ],
  beneficiaries: { who: text('who'), count: about(12_000) },
  involvement: 'collaborate',
  startedOn: { date: '2021-03', precision: 'month' },
  costs: [
    { kind: 'capital', amount: about(1_250_000.5), currency: 'AED', year: 2022 },
    { kind: 'running', amount: { value: 0, qualifier: 'exact' }, currency: 'USD', year: null },
  ],
  staff: about(2.5),
  months: { value: 14, qualifier: 'at_most' },
  technology: text('technology'),
  legalBasis: text('law'),
  awards: [{ name: text('award'), year: 2023 }],
  unintended: text('unintended'),
  failures: text('failures'),
  conditions: text('conditions'),
  constraints: text('constraints'),
  warnings: text('warnings'),
  components: [
    { name: text('core'), kind: 'core' },
    { name: text('rest'), kind: 'adaptable' },
  ],
  transferability: Object.fromEntries(
    dimensions.map((dimension, index) => [dimension, { rating: 1 + (index % 5), reason: index % 2 ? text(dimension) : null }]),
  ),
  supportKinds: ['documents', 'twinning'],
  capacity: { value: 3, qualifier: 'exact' },
};

/** As the browser sends the form: boxes of one name as a list. */
const sent = (values: Record<string, string>) =>
  practiceForm.parse(
    nestFields(
      Object.fromEntries(
        Object.entries(values)
          .filter(([name]) => name !== 'rev')
          .map(([name, value]) => [name, /^(cofog|sdg|axes|audience|subjects|supportKinds)$/.test(name) ? value.split('\n') : value]),
      ),
    ),
  );
const plain = (content: Content): unknown =>
  JSON.parse(JSON.stringify(content, (key, value: unknown) => (['rev', 'basedOn', 'status'].includes(key) ? undefined : value)));
const problemsOf = (values: Record<string, unknown>): string[] => {
  const parsed = practiceForm.safeParse(values);
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code === 'custom' ? issue.params?.code : issue.code}`);
  try {
    applyForm(full, parsed.data, 'ar', vocabulary);
    return [];
  } catch (error) {
    assert.ok(error instanceof InvalidInput);
    return error.problems.map(({ field, code }) => `${field} ${code}`);
  }
};

test('the whole record goes through the form and comes back as it was', () => {
  const written = applyForm(emptyContent({ orig: 'ar', texts: {} }), sent(formValues(full, [], 1)), 'ar', vocabulary);
  assert.deepEqual(plain(written), plain(full));
  assert.deepEqual(applyForm(full, sent(formValues(full, [], 1)), 'ar', vocabulary), full, 'saving without a change changes nothing');
});

test('a field that is absent keeps what it has, an empty one is emptied, a list emptied has no rows', () => {
  assert.deepEqual(applyForm(full, practiceForm.parse({}), 'ar', vocabulary), full);
  const emptied = applyForm(
    full,
    practiceForm.parse({
      involvement: '',
      contactEmail: '',
      axes: '',
      supportKinds: '',
      partners: [{ name: { ar: '', en: '' }, role: { ar: '', en: '' } }],
      costs: [],
      staff: { value: '' },
      transferability: { legal: { rating: '', reason: { ar: '', en: '' } } },
    }),
    'ar',
    vocabulary,
  );
  assert.deepEqual(
    [emptied.involvement, emptied.contactEmail, emptied.axes, emptied.supportKinds, emptied.partners, emptied.costs, emptied.staff],
    [null, null, [], [], [], [], null],
  );
  assert.equal(emptied.transferability.legal, undefined);
  assert.deepEqual(emptied.transferability.data, full.transferability.data, 'the other dimensions stay');
});

test('what is wrong is named with its field', () => {
  const cases: readonly (readonly [Record<string, unknown>, readonly string[]])[] = [
    [{ costs: [{ amount: '100' }] }, ['costs.0.currency input.currency-needed']],
    [{ costs: [{ currency: 'aed' }] }, ['costs.0.amount input.required']],
    [{ costs: [{ amount: '100', currency: 'QQQ' }] }, ['costs.0.currency input.unknown-currency']],
    [{ costs: [{ amount: '-1', currency: 'AED' }] }, ['costs.0.amount input.too-small']],
    [{ costs: [{ amount: '5', currency: 'AED', year: '22' }] }, ['costs.0.year input.bad-year']],
    [{ months: { value: 'نحو سنة' } }, ['months.value input.number']],
    [{ partners: [{ role: { ar: 'دور' } }] }, ['partners.0.name.ar input.required']],
    [{ awards: [{ year: '2020' }] }, ['awards.0.name.ar input.required']],
    [{ transferability: { legal: { rating: '6' } } }, ['transferability.legal.rating input.bad-rating']],
    [{ transferability: { legal: { rating: '', reason: { ar: 'سبب' } } } }, ['transferability.legal.rating practices.rating-needed']],
    [{ axes: ['nothing'] }, ['axes input.unknown-code']],
    [{ contactEmail: 'not an address' }, ['contactEmail invalid_format']],
    [{ supportKinds: ['money'] }, ['supportKinds.0 invalid_value']],
    [{ costs: [{ amount: '١٬٢٠٠٫٥', currency: ' aed ', year: '٢٠٢٢' }], transferability: { legal: { rating: '٤' } } }, []],
  ];
  for (const [values, problems] of cases) assert.deepEqual(problemsOf(values), problems, JSON.stringify(values));
});

test('a content that is older than some of its parts reads with those parts empty', () => {
  const { title, subtitle, conditions } = full;
  assert.deepEqual(readContent({ title, subtitle, conditions }), { ...emptyContent(title), subtitle, conditions });
});
