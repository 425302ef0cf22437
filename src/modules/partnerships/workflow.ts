import { workflow } from '#platform/workflow/workflow.ts';

/** domain.md 6.2. An amendment is no state: it changes the text of an agreement in force and keeps the earlier one. */
export const agreementWorkflow = workflow({
  name: 'partnerships',
  states: ['proposed', 'negotiating', 'initialled', 'signed', 'in_force', 'renewed', 'expired', 'suspended', 'terminated'],
  moves: {
    negotiate: { from: ['proposed'], to: 'negotiating' },
    initial: { from: ['negotiating'], to: 'initialled' },
    sign: { from: ['negotiating', 'initialled'], to: 'signed' },
    start: { from: ['signed'], to: 'in_force' },
    suspend: { from: ['in_force', 'renewed'], to: 'suspended' },
    resume: { from: ['suspended'], to: 'in_force' },
    renew: { from: ['in_force', 'renewed', 'expired'], to: 'renewed' },
    expire: { from: ['in_force', 'renewed'], to: 'expired' },
    terminate: { from: ['proposed', 'negotiating', 'initialled', 'signed', 'in_force', 'renewed', 'suspended'], to: 'terminated' },
  },
});

export type AgreementState = (typeof agreementWorkflow.states)[number];
export type AgreementMove = keyof typeof agreementWorkflow.moves;

/** States in which a change of the text is an amendment: it says why, and the earlier text is kept. */
export const isBinding = (state: AgreementState): boolean => ['signed', 'in_force', 'renewed', 'suspended'].includes(state);

/** States in which nothing changes any more. */
export const isOver = (state: AgreementState): boolean => state === 'expired' || state === 'terminated';

export const axisStatuses = ['not_started', 'active', 'on_hold', 'completed', 'dropped'] as const;
export type AxisStatus = (typeof axisStatuses)[number];
export const agreementTypes = ['strategic_partnership', 'cooperation', 'mou', 'protocol', 'joint_programme', 'public_private'] as const;
export type AgreementType = (typeof agreementTypes)[number];
export const partyRoles = ['provider', 'recipient', 'peer', 'facilitator'] as const;
export type PartyRole = (typeof partyRoles)[number];

export const initiativeTypes = [
  'training',
  'workshop',
  'study_visit',
  'expert_mission',
  'tool_transfer',
  'award_support',
  'accelerator_cohort',
  'event',
] as const;
export type InitiativeType = (typeof initiativeTypes)[number];
export const initiativeStatuses = ['planned', 'under_way', 'done', 'cancelled'] as const;
export type InitiativeStatus = (typeof initiativeStatuses)[number];
