import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'review.stage.check': 'التحقق من الاستيفاء',
  'review.stage.expert': 'مراجعة الخبير',
  'review.criterion.relevance': 'الصلة بالأولويات',
  'review.criterion.effect': 'الأثر',
  'review.criterion.evidence': 'أدلة الإثبات',
  'review.criterion.transferability': 'قابلية النقل',
  'review.criterion.clarity': 'الوضوح',
  'errors.review.already-open': 'توجد مراجعة مفتوحة لهذه المرحلة.',
  'errors.review.decided-already': 'حُسمت هذه المراجعة قبل لحظات. تظهر النتيجة عند فتح الصفحة من جديد.',
  'errors.review.comment-needed': 'الملاحظات: تلزم ملاحظة واحدة على الأقل قبل إعادة الممارسة.',
  'errors.review.conflict': 'سُجّل تضارب مصالح مع هذه الجهة، فالمراجعة لمراجع آخر.',
};
