/**
 * Puts a demonstration server into a state worth looking at: cases at every point of the way, late ones, a failed one, a process with two
 * versions. Everything goes the way people go, over the API. A town that is there already stays as it is.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Ask } from './ask.ts';
import { seedRegisters } from './seed-registers.ts';

interface Page<T> {
  readonly items: readonly T[];
}
interface Case {
  readonly id: string;
  readonly businessKey: string | null;
}
interface Task extends Case {
  readonly elementId: string;
}
interface Definition {
  readonly key: string;
  readonly id: string;
  readonly version: number;
}

/** What the addresses of pages need. */
export interface Places {
  readonly definition: string;
  readonly newDefinition: string;
  /** Waits for the applicant to supply documents. */
  readonly supplement: string;
  /** Delivered, waits for a rating. */
  readonly delivered: string;
  readonly overdue: string;
  readonly failed: string;
  readonly unclaimedTask: string;
  readonly acceptanceTask: string;
  readonly reviewTask: string;
  /** The month of what was seeded. */
  readonly month: string;
  /** The server's clock, as an instant. */
  readonly now: string;
}

const PROCESS = 'government-service';
const APPLICANT = 'liu.applicant';
const APPLICATION = {
  applicantType: 'person',
  applicantName: '刘明',
  idNumber: '110101199003070134',
  phone: '010-12345678',
  premises: '湖滨路 21 号',
  deliveryWays: ['pickup'],
};
const SUPPLEMENTS = '1. 经营场所使用证明（租赁合同或产权证复印件）\n2. 食品安全管理制度\n3. 从业人员健康证明';

/** `isTimed`: the server lets its clock be moved. Elsewhere time goes its own way, and the case that would be overdue is not so yet. */
export async function seed(ask: Ask, { isTimed = true }: { readonly isTimed?: boolean } = {}): Promise<Places> {
  const cases = await demoCases(ask);
  const at = (number: string): string => cases.get(`DEMO-${number}`) ?? '';
  const advance = (by: string): Promise<string> => (isTimed ? moved(ask, by) : timeOf(ask));
  await advance('P1D');
  await rate(ask, at('008'));
  await complete(ask, 'li.window', at('007'), 'Task_HandOver', {
    receiverChecked: true,
    receivedBy: 'applicant',
    receiverIdType: 'residentId',
    receiverId: '11010519491231002X',
    receiver: '刘明',
    receiptNo: 'HZ-1',
  });
  await advance('P1D');
  const { failed, supplement } = await checkedCases(ask);
  const versions = await secondVersion(ask);
  await start(ask, '2026-0105', { premises: '湖滨路 23 号' });
  await judge(ask, at('008'), at('001'));
  const acceptanceTask = await claim(ask, 'sun.acceptance', at('003'), 'Task_Check');
  const reviewTask = await claim(ask, 'zheng.reviewer', at('005'), 'Task_Review');
  const now = await advance('PT5M');
  const registers = { seen: failed, jumping: at('002'), jumpTo: 'Task_Check', urged: at('003'), now: Date.parse(now) };
  await seedRegisters(ask, registers);
  return {
    ...versions,
    supplement,
    delivered: at('007'),
    overdue: at('001'),
    failed,
    unclaimedTask: await taskOf(ask, at('002'), 'Task_TakeIn'),
    acceptanceTask,
    reviewTask,
    month: now.slice(0, 7),
    now,
  };
}

/** Among thousands, each is asked for by its number. */
async function demoCases(ask: Ask): Promise<Map<string, string>> {
  const known = NUMBERS.map(async (number): Promise<[string, string]> => {
    const key = `DEMO-${number}`;
    const { items } = await ask<Page<Case>>('xu.admin', 'GET', `/process-instances?businessKey=${key}`);
    if (!items[0]) throw new Error(`Expected the demo case ${key}, but there is none.`);
    return [key, items[0].id];
  });
  return new Map(await Promise.all(known));
}

const NUMBERS = ['001', '002', '003', '005', '007', '008'];

async function moved(ask: Ask, advance: string): Promise<string> {
  return (await ask<{ now: string }>('xu.admin', 'POST', '/test/clock', { advance })).now;
}

/** What the clock of the server shows. */
async function timeOf(ask: Ask): Promise<string> {
  return (await ask<{ at: string }>('xu.admin', 'GET', '/sla/board?by=lamp')).at;
}

async function start(ask: Ask, businessKey: string, more: object): Promise<string> {
  const variables = { ...APPLICATION, ...more };
  return (await ask<Case>(APPLICANT, 'POST', '/process-instances', { definitionKey: PROCESS, businessKey, variables }))
    .id;
}

/** Departments are asked before some steps begin: their answers take a moment. */
async function taskOf(ask: Ask, instanceId: string, elementId: string): Promise<string> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { items } = await ask<Page<Task>>('xu.admin', 'GET', `/tasks?instanceId=${instanceId}`);
    const found = items.find((task) => task.elementId === elementId);
    if (found) return found.id;
    await wait(LOOK_MS);
  }
  throw new Error(`Expected case ${instanceId} to come to ${elementId}, but it does not.`);
}

const MOST_LOOKS = 150;
const LOOK_MS = 200;

async function complete(ask: Ask, as: string, instanceId: string, element: string, variables: object): Promise<void> {
  await ask(as, 'POST', `/tasks/${await taskOf(ask, instanceId, element)}/complete`, { variables });
}

async function claim(ask: Ask, as: string, instanceId: string, element: string): Promise<string> {
  const id = await taskOf(ask, instanceId, element);
  await ask(as, 'POST', `/tasks/${id}/claim`, {});
  return id;
}

const rate = (ask: Ask, instanceId: string): Promise<unknown> =>
  ask('gao.applicant', 'POST', '/messages', {
    name: 'rating.submitted',
    instanceId,
    variables: { rating: 5, ratingComment: '办得很快' },
  });

/** A bad rating that was looked into, and a card for what is late. */
async function judge(ask: Ask, rated: string, late: string): Promise<void> {
  const { id } = await ask<Case>('gao.applicant', 'POST', `/process-instances/${rated}/ratings`, {
    contactPoint: 'window',
    level: 4,
    comment: '等了太久',
  });
  await ask('xu.admin', 'POST', `/ratings/${id}/contact`, { text: '已电话核实' });
  const card = {
    instanceId: late,
    colour: 'yellow',
    addressee: 'wang.window',
    reason: 'overdue',
    text: '收件环节超期。',
  };
  await ask('xu.admin', 'POST', '/cards', card);
}

/** One whose licence cannot be fetched however often it is tried, one that lacks documents. */
async function checkedCases(ask: Ask): Promise<{ failed: string; supplement: string }> {
  const failed = await start(ask, '2026-0103', { premises: '湖滨路 25 号', licenceNumber: 'DEAD-7' });
  const supplement = await start(ask, '2026-0104', {});
  for (const id of [failed, supplement])
    await complete(ask, 'wang.window', id, 'Task_TakeIn', {
      identityChecked: true,
      documentCount: 3,
    });
  await complete(ask, 'sun.acceptance', failed, 'Task_Check', { acceptance: 'accepted' });
  await complete(ask, 'sun.acceptance', supplement, 'Task_Check', {
    acceptance: 'incomplete',
    acceptanceReasonCode: 'incomplete',
    supplementList: SUPPLEMENTS,
  });
  await complete(ask, 'zhou.examiner', failed, 'Task_Examine', {
    examinationResult: 'grant',
    examinationOpinion: '材料齐全。',
  });
  await exhaust(ask, failed);
  return { failed, supplement };
}

/** Tries a call to the outside until it has given up. */
async function exhaust(ask: Ask, instanceId: string): Promise<void> {
  const MOST = 10;
  for (let attempt = 0; attempt < MOST; attempt += 1) {
    const { items } = await ask<Page<Case>>('xu.admin', 'GET', `/jobs?instanceId=${instanceId}&kind=outbox&state=open`);
    const [job] = items;
    if (!job) return;
    await ask('xu.admin', 'POST', `/jobs/${job.id}/execute`);
  }
}

/** The analyst wants a hearing for every large place. */
async function secondVersion(ask: Ask): Promise<Pick<Places, 'definition' | 'newDefinition'>> {
  const {
    items: [first],
  } = await ask<Page<Definition>>('chen.analyst', 'GET', `/process-definitions?key=${PROCESS}`);
  const xml = await ask<string>('chen.analyst', 'GET', `/process-definitions/${first?.id}/xml`);
  const {
    items: [checks],
  } = await ask<Page<Definition>>('chen.analyst', 'GET', '/decisions?key=required-checks&latest=true');
  const decisions = await ask<string>('chen.analyst', 'GET', `/decisions/${checks?.id}/xml`);
  const { definitions } = await ask<{ definitions: readonly Definition[] }>('chen.analyst', 'POST', '/deployments', {
    name: '大型场所一律听证',
    note: '1000 平方米以上的场所一律听证',
    resources: [
      // The process asks the decision of its own deployment.
      { name: 'checks.dmn', content: decisions },
      {
        name: `${PROCESS}.bpmn`,
        content: xml.replace('= hearingNeeded = "yes"', '= hearingNeeded = "yes" or area &gt;= 1000'),
      },
    ],
  });
  return { definition: first?.id ?? '', newDefinition: definitions.find(({ key }) => key === PROCESS)?.id ?? '' };
}
