export { highlight, type Part, snippet } from './analysis/highlight.ts';
export { SearchEverything } from './ask/search-page.tsx';
export { indexDocument, removeDocument } from './documents/index-document.ts';
export type { FacetCounts } from './engine/facets.ts';
export { browsePublic } from './find/browse-records.ts';
export { type FoundRecord, type SearchAnswer, type SearchRequest, searchIds, searchRecords } from './find/search-records.ts';
export { type Match, type MatchOptions, type MatchReason, matchNeed, type Need } from './match/match-need.ts';
