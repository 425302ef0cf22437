import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'map.title': 'خريطة الممارسات',
  'map.lead': 'الدول التي نشأت فيها ممارسات المكتبة. كلما زاد عدد السجلات كبرت النقطة.',
  'map.caption': 'تُمثَّل كل دولة بنقطة في وسط أكبر أجزائها مساحةً. والخطوط الظاهرة هي خطوط الطول ودوائر العرض، ولا تُرسم على الخريطة حدود.',
  'map.table': 'السجلات بحسب الدولة',
  'map.records': 'السجلات',
  'map.no-point': 'خارج الخريطة',
  'map.dot': '{country}، عدد السجلات: {n}',
  'map.label': {
    zero: 'خريطة بلا دول',
    one: 'خريطة فيها دولة واحدة',
    two: 'خريطة فيها دولتان',
    few: 'خريطة فيها {n} دول',
    many: 'خريطة فيها {n} دولة',
    other: 'خريطة فيها {n} دولة',
  },
};
