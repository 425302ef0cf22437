import type { ArabicOf } from '#platform/i18n/messages.ts';
import type { en } from './en.ts';

export const ar: ArabicOf<typeof en> = {
  'errors.search.loading': 'يُجهَّز فهرس البحث الآن، ويعود البحث إلى العمل بعد لحظات.',
};
