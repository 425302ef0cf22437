/** Names of what the review's forms ask. */
export const reviewLabels = {
  note: 'practices.review.note',
  reason: 'practices.review.conflict-reason',
  grade: 'practices.review.grade',
  gradeReason: 'practices.review.grade-reason',
  comments: 'practices.review.comments',
  'comments.*.text': 'practices.review.comment',
  person: 'desk.assign-to',
} as const;
