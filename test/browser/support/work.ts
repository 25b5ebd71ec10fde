/** What clerks do again and again: find a task of a case, fill in its form, send it off. */
import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** A field of the form on the page, by its label. */
export const field = (person: Person, label: string): Locator => person.at('form').getByLabel(label).first();

/** A choice of the form on the page. */
export const choice = (person: Person, label: string): Locator =>
  person.at('form').getByRole('radio', { name: label, exact: true });

/** Opens the task of the case that is at this element, from the list of what is theirs or may be claimed. */
export async function openTask(person: Person, number: string, elementId: string, view = 'mine'): Promise<void> {
  await person.open(`/inbox/?view=${view}&q=${number}`);
  await person.page.locator(`[data-element="${elementId}"]`).click();
  await person.at('task-name').waitFor();
}

/** Opens and claims it; its form is ready to be filled in. */
export async function claimTask(person: Person, number: string, elementId: string): Promise<void> {
  await openTask(person, number, elementId, 'claimable');
  await person.press('action-claim');
  await person.at('action-transfer').waitFor();
  await formReady(person);
}

const formReady = (person: Person): Promise<void> => person.page.locator('.fjs-powered-by').waitFor();

/** Sends the form off; resolves when the server took it. */
export async function complete(person: Person): Promise<void> {
  await person.press('action-complete');
  await person.at('toast').filter({ hasText: '已提交办结' }).waitFor();
}

/** Chooses somebody, or a step, in the dialog of a verb. */
async function choose(person: Person, name: string): Promise<void> {
  await person.at('action-dialog').locator('.el-select-v2, .el-select').first().click();
  // Only what is near the top of a long list is drawn.
  await person.page.keyboard.type(name);
  await person.page.locator('.el-select-dropdown__item', { hasText: name }).locator('visible=true').first().click();
}

/** Uses a verb whose dialog asks for a word, and for a person or a step where it does; `before` looks at what it says before it is sent. */
export async function act(
  person: Person,
  verb: string,
  { to, text, before }: { to?: string; text?: string; before?: () => Promise<void> } = {},
): Promise<void> {
  await person.press(`action-${verb}`);
  await person.at('action-dialog').waitFor();
  if (to) await choose(person, to);
  if (text) await person.page.locator('#action-comment').fill(text);
  await before?.();
  await person.press('action-submit');
  await person.at('action-dialog').waitFor({ state: 'detached' });
}
