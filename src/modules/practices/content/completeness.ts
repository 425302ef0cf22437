import type { Content } from './content.ts';

/** The parts of the record as the editor shows them. */
export const sections = ['identity', 'story', 'time', 'resources', 'results', 'evidence', 'transfer'] as const;

export interface Part {
  readonly field: string;
  readonly section: (typeof sections)[number];
  readonly weight: number;
  readonly filled: boolean;
}

/**
 * The parts that count (domain.md 4.2): completeness is the weight of the filled parts over the weight of
 * all; results, conditions and evidence must be there whatever the share is.
 */
export function partsOf(content: Content, results: number): Part[] {
  const part = (section: Part['section'], field: string, weight: number, filled: unknown): Part => ({ section, field, weight, filled: Boolean(filled) });
  return [
    part('identity', 'title', 2, content.title),
    part('identity', 'subtitle', 1, content.subtitle),
    part('identity', 'level', 1, content.level),
    part('identity', 'type', 1, content.type),
    part('identity', 'cofog', 1, content.cofog.length > 0),
    part('identity', 'licence', 1, content.licence),
    part('story', 'problem', 3, content.problem),
    part('story', 'solution', 3, content.solution),
    part('story', 'steps', 2, content.steps.length > 0),
    part('story', 'beneficiaries', 1, content.beneficiaries.who),
    part('time', 'stage', 1, content.stage),
    part('time', 'startedOn', 1, content.startedOn),
    part('resources', 'costs', 1, content.costs.length > 0),
    part('resources', 'months', 1, content.months),
    part('results', 'results', 3, results > 0),
    part('evidence', 'evidence', 3, content.evidence.length > 0),
    part('transfer', 'conditions', 2, content.conditions),
    part('transfer', 'constraints', 1, content.constraints),
    part('transfer', 'adaptation', 1, content.adaptation),
    part('transfer', 'transferability', 1, Object.keys(content.transferability).length > 0),
    part('transfer', 'supportKinds', 1, content.supportKinds.length > 0),
  ];
}

export const publishThreshold = 0.8;
const gateFields: ReadonlySet<string> = new Set(['results', 'conditions', 'evidence']);

/** Share of the weight that is filled, 0 to 1. */
export function completeness(parts: readonly Part[]): number {
  const sum = (of: readonly Part[]) => of.reduce((total, part) => total + part.weight, 0);
  return sum(parts.filter((part) => part.filled)) / sum(parts);
}

/** What is missing before the practice may be published; empty when the gate is open. */
export function missingForPublication(parts: readonly Part[]): string[] {
  const missing = parts.filter((part) => !part.filled);
  const gate = missing.filter((part) => gateFields.has(part.field));
  return completeness(parts) >= publishThreshold && gate.length === 0
    ? []
    : (completeness(parts) >= publishThreshold ? gate : missing).map((part) => part.field);
}
