import { type Actor, holds, type Place } from '#platform/auth/actor.ts';
import { writable } from './workflow.ts';

/** What the policy needs to know of a practice. */
export interface PracticeFacts {
  readonly state: string;
  /** What strangers see of it, if anything. */
  readonly publicState: 'stub' | 'published' | 'superseded' | null;
  readonly authorId: string | null;
  /** Everybody who wrote into the version under review. */
  readonly writerIds?: readonly string[];
  readonly checkerId: string | null;
  /** The actor declared a conflict of interest with the owner. */
  readonly conflicted?: boolean;
  readonly place: Place;
}

/** Published practices and public stubs are for everyone; the rest for the author's side, its reviewers and the office. */
export const canSee = (actor: Actor, practice: PracticeFacts): boolean => practice.publicState !== null || canSeeWorking(actor, practice);

/** An officer of the programme writes everywhere, but not where they declared a conflict of interest; the owner's own people always do. */
export const mayWriteFor = (actor: Actor, place: Place, conflicted: boolean): boolean =>
  conflicted
    ? actor.grants.some(({ permissions, scope }) => permissions.has('practices.write') && scope.kind === 'entity' && scope.below.includes(place.entity ?? ''))
    : holds(actor, 'practices.write', place);
const mayWriteThere = (actor: Actor, { place, conflicted = false }: PracticeFacts): boolean => mayWriteFor(actor, place, conflicted);

/** The version being written or reviewed, before it is published. Whoever declared a conflict of interest knows nothing of it, unless they write it. */
export const canSeeWorking = (actor: Actor, practice: PracticeFacts): boolean =>
  mayWriteThere(actor, practice) ||
  (!practice.conflicted &&
    (holds(actor, 'practices.read-drafts', practice.place) ||
      (['submitted', 'checked', 'reviewed'].includes(practice.state) && holds(actor, 'practices.review', practice.place))));

export const canWrite = (actor: Actor, practice: PracticeFacts): boolean => writable.has(practice.state) && mayWriteThere(actor, practice);

/** A stub is what its source says, in both languages: completing it is the writer's. */
export const canTranslate = (actor: Actor, practice: PracticeFacts): boolean =>
  writable.has(practice.state) && practice.state !== 'stub' && holds(actor, 'practices.translate', practice.place);

export const canSubmit = (actor: Actor, practice: PracticeFacts): boolean => ['draft', 'returned'].includes(practice.state) && mayWriteThere(actor, practice);

export const canWithdraw = (actor: Actor, practice: PracticeFacts): boolean =>
  ['submitted', 'checked'].includes(practice.state) && mayWriteThere(actor, practice);

/** Nobody reviews what they wrote or where they are not impartial, and the second reviewer is not the first. */
const isIndependent = (actor: Actor, practice: PracticeFacts): boolean =>
  actor.kind === 'system' ||
  (!practice.conflicted && actor.personId !== null && actor.personId !== practice.authorId && !practice.writerIds?.includes(actor.personId));

export const canCheck = (actor: Actor, practice: PracticeFacts): boolean =>
  practice.state === 'submitted' && holds(actor, 'practices.review', practice.place) && isIndependent(actor, practice);

export const canReview = (actor: Actor, practice: PracticeFacts): boolean =>
  practice.state === 'checked' &&
  holds(actor, 'practices.review', practice.place) &&
  isIndependent(actor, practice) &&
  (actor.kind === 'system' || actor.personId !== practice.checkerId);

export const canReturn = (actor: Actor, practice: PracticeFacts): boolean =>
  canCheck(actor, practice) || canReview(actor, practice) || (practice.state === 'reviewed' && canPublishRole(actor, practice));

const canPublishRole = (actor: Actor, practice: PracticeFacts): boolean => holds(actor, 'practices.publish', practice.place) && isIndependent(actor, practice);

export const canPublish = (actor: Actor, practice: PracticeFacts): boolean => practice.state === 'reviewed' && canPublishRole(actor, practice);

/** Who decides a review is said by those who publish, of records that are not theirs. */
export const canAssign = (actor: Actor, practice: PracticeFacts): boolean =>
  ['submitted', 'checked'].includes(practice.state) && holds(actor, 'practices.assign', practice.place) && isIndependent(actor, practice);

export const canRevise = (actor: Actor, practice: PracticeFacts): boolean => practice.state === 'published' && mayWriteThere(actor, practice);

/** The office alone archives, restores, and says what is featured and what was replaced; not where it declared a conflict of interest. */
const isOffice = (actor: Actor, practice: PracticeFacts): boolean => !practice.conflicted && holds(actor, 'practices.publish', practice.place);

export const canArchive = (actor: Actor, practice: PracticeFacts): boolean =>
  ['published', 'superseded', 'stub'].includes(practice.state) && isOffice(actor, practice);

export const canRestore = (actor: Actor, practice: PracticeFacts): boolean => practice.state === 'archived' && isOffice(actor, practice);

export const canFeature = (actor: Actor, practice: PracticeFacts): boolean => practice.publicState === 'published' && isOffice(actor, practice);

export const canSupersede = (actor: Actor, practice: PracticeFacts): boolean => practice.state === 'published' && isOffice(actor, practice);

export const canReinstate = (actor: Actor, practice: PracticeFacts): boolean => practice.state === 'superseded' && isOffice(actor, practice);

/** That a published practice still holds is said by those who write for its owner. */
export const canConfirm = (actor: Actor, practice: PracticeFacts): boolean => practice.publicState === 'published' && mayWriteThere(actor, practice);

/** Links to other practices are made by those who write for the owner, whatever the state of the text. */
export const canLink = (actor: Actor, practice: PracticeFacts): boolean => practice.state !== 'archived' && mayWriteThere(actor, practice);

/** How a practice is read is told to those who write for its owner, whatever its state. */
export const canReadUsage = (actor: Actor, practice: PracticeFacts): boolean => mayWriteThere(actor, practice);

/** Readings are confirmed or disputed by whoever may verify there, and neither wrote them nor coordinates the owner. */
export const mayVerifyReadings = (actor: Actor, practice: PracticeFacts): boolean =>
  holds(actor, 'measures.verify', practice.place) &&
  !practice.conflicted &&
  actor.personId !== practice.authorId &&
  !actor.grants.some(
    ({ role, scope }) =>
      role === 'entity-coordinator' && scope.kind === 'entity' && practice.place.entity != null && scope.below.includes(practice.place.entity),
  );

/** What a page may offer; the same answers the actions give. */
export function abilities(actor: Actor, practice: PracticeFacts) {
  return {
    write: canWrite(actor, practice),
    translate: canTranslate(actor, practice),
    submit: canSubmit(actor, practice),
    withdraw: canWithdraw(actor, practice),
    check: canCheck(actor, practice),
    review: canReview(actor, practice),
    return: canReturn(actor, practice),
    publish: canPublish(actor, practice),
    revise: canRevise(actor, practice),
    archive: canArchive(actor, practice),
    restore: canRestore(actor, practice),
    feature: canFeature(actor, practice),
    supersede: canSupersede(actor, practice),
    reinstate: canReinstate(actor, practice),
    confirm: canConfirm(actor, practice),
    link: canLink(actor, practice),
  };
}
export type Abilities = ReturnType<typeof abilities>;
