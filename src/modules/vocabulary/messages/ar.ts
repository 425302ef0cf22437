import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'vocabulary.title': 'قوائم المفردات',
  'vocabulary.lead': 'تُصنَّف السجلات بمفاهيم هذه القوائم. يُحفظ التصنيف برمز المفهوم، ولذلك تظهر تسميته باللغتين.',
  'vocabulary.scheme': 'القائمة',
  'vocabulary.concepts': 'المفاهيم',
  'vocabulary.count': { zero: 'لا مفاهيم', one: 'مفهوم واحد', two: 'مفهومان', few: '{n} مفاهيم', many: '{n} مفهوماً', other: '{n} مفهوم' },
  'vocabulary.practices-here': 'ممارسات هذا المجال',
  'vocabulary.label': 'التسمية',
  'vocabulary.correct': 'تصحيح',
  'vocabulary.correct-title': 'تصحيح التسمية: {code}',
  'vocabulary.correct-lead': 'لا يتغير الرمز. تظهر التسمية الجديدة في كل سجل مصنَّف به خلال ثوانٍ.',
  'vocabulary.save-label': 'حفظ التسمية',
  'errors.vocabulary.edited-meanwhile': 'عدّل شخص آخر هذه التسمية في أثناء العمل عليها. ما كتبتموه محفوظ في النموذج، وإذا أُعيد حفظه حلّ محل تعديل ذلك الشخص.',
  'search.kind.concept': 'مفهوم تصنيف',
};
