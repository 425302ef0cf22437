import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'changes.title': 'مستجدات المكتبة',
  'changes.lead': 'الممارسات الجديدة والمعدّلة والمستبدَلة والمؤرشفة والمستعادة، مرتبة من الأحدث.',
  'changes.feed': 'خلاصة Atom لهذه الصفحة',
  'changes.feed-title': 'مستجدات مكتبة الممارسات',
  'changes.kind': 'نوع التغيير',
  'changes.kind.new': 'جديدة',
  'changes.kind.changed': 'معدّلة',
  'changes.kind.superseded': 'مستبدَلة',
  'changes.kind.archived': 'مؤرشفة',
  'changes.kind.restored': 'مستعادة',
  'changes.changed-to': 'معدّلة: النسخة {version}',
  'changes.none': 'لا تغييرات توافق عوامل التصفية هذه.',
};
