export const en = {
  'review.stage.check': 'Completeness check',
  'review.stage.expert': 'Expert review',
  'review.criteria.title': 'Acceptance criteria',
  'review.criteria.lead': 'What a practice is held against before it is published. Two levels, by two people who are not its author.',
  'review.criteria.aside-check': 'Each one is met or the practice goes back',
  'review.criteria.aside-expert': 'Scored 1 to 5 by an expert, who also sets the evidence grade',
  'review.criteria.edit': 'Edit criteria',
  'review.criteria.edit-lead': 'Changes hold for reviews from now on. A criterion that was scored is taken out of use, never deleted.',
  'review.criteria.row-code': 'Code',
  'review.criteria.code-hint': 'Small Latin letters, digits and hyphens. Leave empty for no criterion.',
  'review.criteria.level': 'Level',
  'review.criteria.place': 'Place',
  'review.criteria.name': 'Criterion',
  'review.criteria.guidance': 'What it means',
  'review.criteria.in-use': 'Use',
  'review.criteria.in-use-yes': 'In use',
  'review.criteria.in-use-no': 'Out of use',
  'review.criteria.another': 'Another criterion',
  'errors.review.criteria.twice': 'this code stands in a row above.',
  'errors.review.criteria.none-check': 'the completeness check needs at least one criterion in use.',
  'errors.review.criteria.none-expert': 'the expert review needs at least one criterion in use.',
  'errors.review.criteria.edited-meanwhile':
    'Somebody else saved the criteria in the meantime. What you typed is kept here; saving again replaces their version.',
  'errors.review.score-needed': '{criterion}: choose 1 to 5.',
  'errors.review.unknown-criterion': 'There is no criterion {criterion} in use. Open the page again.',
  'errors.review.with-another': 'This review is with another reviewer. The programme office can assign it anew.',
  'errors.review.assigned-meanwhile': 'This review was assigned a moment ago. Open the page again to see to whom.',
  'errors.review.already-open': 'A review of this stage is already open.',
  'errors.review.decided-already': 'Somebody decided this review a moment ago. Open the page again to see how.',
  'errors.review.comment-needed': 'Comments: say at least one thing to change before returning the practice.',
  'errors.review.conflict': 'A conflict of interest with this entity was declared, so the review belongs to another reviewer.',
} as const;

declare module '#platform/i18n/messages.ts' {
  interface MessageCatalogue extends Record<keyof typeof en, unknown> {}
}
