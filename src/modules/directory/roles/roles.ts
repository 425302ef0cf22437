/** The roles of domain.md 1.1 that the modules so far know, and the scopes each may be granted at. */
export const roles = {
  'programme-office': ['instance'],
  'partnership-manager': ['instance', 'programme'],
  'focal-point': ['country'],
  'entity-coordinator': ['entity'],
  'excellence-ambassador': ['entity'],
  reviewer: ['instance', 'country', 'programme'],
  translator: ['instance', 'country', 'entity'],
  auditor: ['instance'],
} as const satisfies Readonly<Record<string, readonly ScopeKind[]>>;

export type ScopeKind = 'instance' | 'country' | 'entity' | 'programme';
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as [Role, ...Role[]];

/** Whether the role can be granted at such a scope at all. */
export const isGrantedAt = (role: Role, kind: ScopeKind): boolean => (roles[role] as readonly ScopeKind[]).includes(kind);

export const scopeKinds = ['instance', 'country', 'entity', 'programme'] as const;

/** The eleven member categories of the experience platform, in the order of the source (domain.md 1.2). */
export const memberCategories = [
  'thought-leaders',
  'innovators',
  'futurists',
  'government-employees',
  'policy-specialists',
  'academics',
  'decision-makers',
  'researchers',
  'governmental-organisations',
  'companies',
  'start-ups',
] as const;

/** What an entity can be (design.md section 2). */
export const entityTypes = [
  'government',
  'sub_national_government',
  'ministry',
  'authority',
  'department',
  'office',
  'team',
  'university',
  'foundation',
  'company',
  'start_up',
  'international_organisation',
  'organisation',
  'entity',
] as const;
export type EntityType = (typeof entityTypes)[number];
