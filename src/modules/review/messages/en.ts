export const en = {
  'review.stage.check': 'Completeness check',
  'review.stage.expert': 'Expert review',
  'review.criterion.relevance': 'Relevance',
  'review.criterion.effect': 'Effect',
  'review.criterion.evidence': 'Evidence',
  'review.criterion.transferability': 'Transferability',
  'review.criterion.clarity': 'Clarity',
  'errors.review.already-open': 'A review of this stage is already open.',
  'errors.review.decided-already': 'Somebody decided this review a moment ago. Open the page again to see how.',
  'errors.review.comment-needed': 'Comments: say at least one thing to change before returning the practice.',
  'errors.review.conflict': 'A conflict of interest with this entity was declared, so the review belongs to another reviewer.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
