import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'vocabulary.title': 'المفردات',
  'vocabulary.lead': 'قوائم الرموز التي تُصنَّف بها السجلات. كل تصنيف رمز، فيُقرأ باللغتين معاً.',
  'vocabulary.scheme': 'المفردات',
  'vocabulary.concepts': 'المفاهيم',
  'vocabulary.count': { zero: 'لا مفاهيم', one: 'مفهوم واحد', two: 'مفهومان', few: '{n} مفاهيم', many: '{n} مفهوماً', other: '{n} مفهوم' },
  'vocabulary.practices-here': 'ممارسات هذا المجال',
  'vocabulary.label': 'التسمية',
  'vocabulary.correct': 'تصحيح',
  'vocabulary.correct-title': 'تصحيح التسمية: {code}',
  'vocabulary.correct-lead': 'لا يتغير الرمز. تظهر التسمية الجديدة في كل سجل مصنَّف به خلال ثوانٍ.',
  'vocabulary.save-label': 'حفظ التسمية',
  'errors.vocabulary.edited-meanwhile': 'غيّر شخص آخر هذه التسمية في هذه الأثناء. ما كُتب محفوظ هنا، والحفظ من جديد يحل محلها.',
};
