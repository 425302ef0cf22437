import { RuleBroken } from '#platform/errors/errors.ts';

export interface Transition<State extends string> {
  readonly from: readonly State[];
  readonly to: State;
}

/**
 * States and named moves of a record, as data. It draws its own diagram for the module's README and
 * refuses any move that is not listed.
 */
export interface Workflow<State extends string, Move extends string> {
  readonly name: string;
  readonly states: readonly State[];
  readonly moves: Readonly<Record<Move, Transition<State>>>;
}

export const workflow = <const State extends string, const Move extends string>(definition: Workflow<State, Move>): Workflow<State, Move> => definition;

/** The state after `move`. Unlisted: RuleBroken `<name>.move-not-possible`. */
export function afterMove<State extends string, Move extends string>(flow: Workflow<State, Move>, state: State, move: Move): State {
  const transition = Object.hasOwn(flow.moves, move) ? flow.moves[move] : undefined;
  if (!transition?.from.includes(state)) throw new RuleBroken(`${flow.name}.move-not-possible`, { state, move });
  return transition.to;
}

/** The moves that are listed for a state; who may make them is the policy's answer. */
export const movesFrom = <State extends string, Move extends string>(flow: Workflow<State, Move>, state: State): Move[] =>
  (Object.keys(flow.moves) as Move[]).filter((move) => flow.moves[move].from.includes(state));

/** The diagram in Mermaid, for the module's README; a test compares the two. */
export function diagram<State extends string, Move extends string>(flow: Workflow<State, Move>): string {
  const lines = (Object.keys(flow.moves) as Move[]).flatMap((move) => flow.moves[move].from.map((from) => `  ${from} --> ${flow.moves[move].to}: ${move}`));
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${flow.states[0]}`, ...lines, '```'].join('\n');
}
