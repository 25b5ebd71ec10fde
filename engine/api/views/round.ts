import { roundSpecOf } from '../../commands/ad-hoc-round.ts';
import { coordinates } from '../../commands/coordinates.ts';
import { definitionOf, nodeOf } from '../../core/query.ts';
import type { ElementInstance, InstanceState, Round, Seat } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import type { Fraction } from '../../model/fraction.ts';
import type { Definitions, FlowNode, RoundSpec } from '../../model/graph.ts';
import type { TaskRow } from '../../store/read/tasks.ts';
import { allowedActions, isRound } from '../../tasks/allowed-actions.ts';
import { coordinatorIn, isVoter } from '../../tasks/round.ts';
import type { TaskRound } from '../contract/tasks.ts';
import { timeText } from '../formats.ts';
import type { Principal } from '../principal.ts';

interface Subject {
  readonly state: InstanceState;
  readonly row: TaskRow;
  readonly definitions: Definitions;
}

interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}

/** How far the round of the task is; null where the visit is one task, or over. Ballots are open to whoever may see the task. */
export function roundView({ state, row, definitions }: Subject, viewer: Viewer): TaskRound | null {
  const element = state.elements[row.elementInstanceId];
  if (!element?.round) return null;
  const node = nodeOf(definitions, state, element);
  const spec = roundSpecOf(node);
  const adHoc = !isRound(node);
  const place = { state, element, definitions };
  return {
    rule: spec.rule,
    order: spec.order,
    share: fractionText(spec.share),
    quorum: fractionText(spec.quorum),
    adHoc,
    inWords: adHoc ? ONE_DECIDES[viewer.language] : ruleInWords(spec, viewer.language),
    draw: drawView(element.round),
    seats: element.round.seats.map((seat) => seatView(place, seat, viewer.principal)),
  };
}

const drawView = ({ draw }: Round): TaskRound['draw'] =>
  draw ? { ...draw, pool: [...draw.pool], excluded: draw.excluded.map((one) => ({ ...one })) } : null;

interface RoundPlace {
  readonly state: InstanceState;
  readonly element: ElementInstance;
  readonly definitions: Definitions;
}

type SeatView = TaskRound['seats'][number];

function seatView(place: RoundPlace, seat: Seat, principal: Principal): SeatView {
  const { added, answer, task } = seat;
  return {
    taskId: task,
    user: place.state.tasks[task ?? '']?.assignee ?? seat.user,
    group: seat.group,
    weight: seat.weight,
    veto: seat.veto,
    lead: seat.lead,
    coordinator: seat.coordinator !== undefined,
    added: added ? { by: added.by, kind: added.kind, opinionOnly: added.opinionOnly } : null,
    state: seat.removed ? 'removed' : answer ? 'answered' : task === null ? 'waiting' : 'asked',
    vote: answer?.vote ?? null,
    by: answer?.by ?? null,
    at: answer ? timeText(answer.at) : null,
    allowedActions: actionsOn(place, seat, principal),
  };
}

function actionsOn({ state, element, definitions }: RoundPlace, seat: Seat, principal: Principal): string[] {
  const suspended = state.status === 'suspended';
  const node = nodeOf(definitions, state, element);
  const task = state.tasks[seat.task ?? ''];
  if (!task) {
    const { operations = null } = node.user ?? {};
    const isAdmitted = operations === null || operations.includes('retrieve');
    return !suspended && isAdmitted && seat.answer?.by === principal.id ? ['retrieve'] : [];
  }
  const { owners } = definitionOf(definitions, state, element).graph;
  const leads = coordinates(state, task, principal);
  const actions = allowedActions(principal, { task, node, owners, suspended, coordinates: leads });
  const addsToVote = leads && isVoteOpen(node, seat, element);
  return actions.filter((verb) => verb === 'remove-signer' || (verb === 'add-signer' && addsToVote));
}

/** Whether others may join the vote beside the seat. */
const isVoteOpen = (node: FlowNode, seat: Seat, { round }: ElementInstance): boolean =>
  isRound(node) && isVoter(seat) && !coordinatorIn(roundSpecOf(node), round?.seats ?? []);

const fractionText = (fraction: Fraction | null): string | null =>
  fraction && `${fraction.numerator}/${fraction.denominator}`;

const ONE_DECIDES: Readonly<Record<Language, string>> = {
  en: 'Who has the task decides; others are asked',
  zh: '由办理人决定，另请他人会办',
};

/** The rule as the people who answer read it. */
function ruleInWords({ rule, share, quorum, order, against }: RoundSpec, language: Language): string {
  const of = fractionText(share) ?? '';
  const words: Readonly<Record<RoundSpec['rule'], Readonly<Record<Language, string>>>> = {
    all: { en: 'All have to agree', zh: '须全部同意' },
    any: { en: 'The first answer decides', zh: '一人表态即定' },
    ratio: { en: `${of} have to agree`, zh: `同意人数须达到 ${of}` },
    weighted: { en: `${of} of the weights have to agree`, zh: `同意权重须达到 ${of}` },
    lead: { en: 'The lead decides once the others have answered', zh: '协办人答复后由主办人决定' },
  };
  const further: readonly (Readonly<Record<Language, string>> | null)[] = [
    rule === 'all' && against !== 'now' ? { en: 'all are heard first', zh: '全部答复后再定' } : null,
    order === 'sequence' ? { en: 'one after the other', zh: '依次办理' } : null,
    against === 'coordinator' ? { en: 'otherwise the coordinator decides', zh: '意见不一致时由协调人决定' } : null,
    quorum ? { en: `${fractionText(quorum)} have to answer`, zh: `答复人数须达到 ${fractionText(quorum)}` } : null,
  ];
  const parts = [words[rule], ...further.flatMap((part) => (part ? [part] : []))].map((part) => part[language]);
  return parts.join(language === 'zh' ? '，' : ', ');
}
