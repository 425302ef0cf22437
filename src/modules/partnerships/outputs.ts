import { z } from 'zod';
import { instant, text, wholeList } from '#platform/http/output.ts';
import { partialDateSchema } from '#platform/values/partial-date.ts';
import { quantitySchema } from '#platform/values/quantity.ts';
import { agreementTypes, agreementWorkflow, axisStatuses, initiativeStatuses, initiativeTypes, partyRoles } from './workflow.ts';

// The JSON of agreements, for programs.

const state = z.enum(agreementWorkflow.states);
const party = z.object({ country: z.string().nullable(), entity: z.string().nullable(), role: z.enum(partyRoles).nullable() });
const agreement = z.object({
  ref: z.string(),
  type: z.enum(agreementTypes),
  title: text,
  state,
  parties: z.array(party),
  signedOn: partialDateSchema.nullable(),
  expiresOn: z.iso.date().nullable(),
  updatedAt: instant,
});

export const agreements = wholeList(agreement.extend({ axes: z.number().int(), axesCompleted: z.number().int() }));
export const oneAgreement = agreement.extend({
  rev: z.number().int(),
  purpose: text.nullable(),
  signedAt: text.nullable(),
  effectiveOn: partialDateSchema.nullable(),
  autoRenew: z.boolean(),
  languages: z.array(z.string()),
  origin: z.enum(['record', 'fact', 'demo']),
  phases: z.array(z.object({ no: z.number().int(), title: text, startsOn: partialDateSchema.nullable(), endsOn: partialDateSchema.nullable() })),
  axes: z.array(
    z.object({
      no: z.number().int(),
      phase: z.number().int().nullable(),
      title: text,
      objectives: text.nullable(),
      lead: z.string().nullable(),
      partner: z.string().nullable(),
      status: z.enum(axisStatuses).nullable(),
      nextStep: text.nullable(),
      dueOn: z.iso.date().nullable(),
    }),
  ),
  initiatives: z.array(
    z.object({
      no: z.number().int(),
      axis: z.number().int().nullable(),
      type: z.enum(initiativeTypes),
      title: text,
      startsOn: partialDateSchema.nullable(),
      endsOn: partialDateSchema.nullable(),
      status: z.enum(initiativeStatuses),
    }),
  ),
  meetings: z.array(
    z.object({
      no: z.number().int(),
      heldOn: z.iso.date(),
      decisions: text,
      followUps: z.array(z.object({ what: text, entity: z.string().nullable(), dueOn: z.iso.date().nullable(), doneOn: z.iso.date().nullable() })),
    }),
  ),
  figures: z.array(
    z.object({
      reading: z.guid(),
      name: text,
      unit: text,
      quantity: quantitySchema,
      asOf: partialDateSchema,
      source: text.nullable(),
      verification: z.enum(['reported', 'confirmed', 'disputed']),
      reason: text.nullable(),
    }),
  ),
  amendments: z.array(z.object({ no: z.number().int(), note: text, at: instant, changed: z.array(z.string()) })),
  moves: z.array(z.object({ move: z.string(), state, reason: text.nullable(), at: instant })),
});
export const byRef = z.object({ ref: z.string() });
export const saved = byRef.extend({ rev: z.number().int() });
