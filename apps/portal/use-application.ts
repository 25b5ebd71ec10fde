/** An application that is being filled in: kept on this computer until it is sent, then one case for each item. */
import { api } from '@shared/api/client.ts';
import { ApiProblem } from '@shared/api/problem.ts';
import type { OwnMaterial } from '@shared/api/types.ts';
import { me } from '@shared/app/session.ts';
import type { Signature } from '@shared/consents/signature.ts';
import { type DraftPlace, dropDraft, findDraft, keepDraft } from '@shared/local-drafts.ts';
import { type Agent, NO_AGENT } from './agent.ts';
import type { SaidConsents } from './consents.ts';
import type { GuidedMaterial } from './items.ts';
import type { Bundle } from './load-bundle.ts';
import { openCases } from './open-cases.ts';

interface Begun {
  readonly entered: Readonly<Record<string, unknown>>;
  readonly agent: Agent;
}

export interface Sending {
  readonly bundle: Bundle;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly entered: Readonly<Record<string, unknown>>;
  readonly said: SaidConsents;
  readonly signature?: Signature | undefined;
  readonly materials: readonly GuidedMaterial[];
  /** By the name of the material. */
  readonly files: ReadonlyMap<string, File>;
  readonly again: ReadonlyMap<string, OwnMaterial>;
}

export interface Sent {
  readonly cases: readonly string[];
  /** Names of files that did not arrive; they can be added to the case. */
  readonly lost: readonly string[];
}

export function useApplication(keys: string) {
  const place = (): DraftPlace => ({ user: me.value?.id ?? '', task: `apply.${keys}` });
  const opened = new Map<string, string>();
  /** One number for all attempts: a second one goes on where the first was refused. */
  let number: string | undefined;

  async function send({ bundle, answers, entered, said, signature, materials, files, again }: Sending): Promise<Sent> {
    number ??= (await api.post('/case-numbers')).number;
    const cases = await openCases(api, { items: bundle.items, answers, entered, said, signature, number, opened });
    const lost: string[] = [];
    const casesThatNeed = (name: string): readonly string[] =>
      materials.find(({ material }) => material.name.zh === name)?.for?.flatMap((key) => opened.get(key) ?? []) ??
      cases;
    for (const [name, file] of files)
      for (const id of casesThatNeed(name)) if (!(await arrived(() => upload(id, name, file)))) lost.push(file.name);
    for (const [name, { attachmentId, name: file }] of again)
      for (const id of casesThatNeed(name)) if (!(await arrived(() => reuse(id, attachmentId)))) lost.push(file);
    dropDraft(place());
    return { cases, lost: [...new Set(lost)] };
  }

  const draft = findDraft(place(), Date.now())?.variables as Partial<Begun> | undefined;
  return {
    found: draft && { entered: draft.entered ?? {}, agent: { ...NO_AGENT, ...draft.agent } },
    keep: (begun: Begun): void => keepDraft(place(), { at: Date.now(), variables: { ...begun }, comment: '' }),
    send,
  };
}

function upload(id: string, material: string, file: File) {
  const form = new FormData();
  form.append('visibility', 'internal');
  form.append('material', material);
  form.append('file', file, file.name);
  return api.upload(id, form);
}

const reuse = (id: string, attachmentId: string) =>
  api.post('/process-instances/{id}/attachments/reuse', { path: { id }, body: { attachmentId } });

async function arrived(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    // The case is open: a file that was refused is told by its name, and is added there.
    if (error instanceof ApiProblem) return false;
    throw error;
  }
}
