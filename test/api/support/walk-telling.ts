/** Every operation on what is told about cases, once, as the OpenAPI document declares it. */
import { APPROVAL, deploy } from './models.ts';
import type { TestServer } from './server.ts';

export async function walkTelling(server: TestServer): Promise<void> {
  const [root, wang, zhao, mei, li] = [
    server.as('root'),
    server.as('wang'),
    server.as('zhao'),
    server.as('mei'),
    server.as('li'),
  ];
  await deploy(server, APPROVAL);
  const open = async (): Promise<string> =>
    (await li.post('/process-instances', { definitionKey: 'approval' })).body.id;
  const id = await open();
  const { body: tasks } = await root.get(`/tasks?instanceId=${id}`);
  await wang.post(`/tasks/${tasks.items[0].id}/claim`);
  await wang.post(`/tasks/${tasks.items[0].id}/copy`, { users: ['zhao', 'mei'] });
  const { body: copies } = await wang.get(`/copies?box=sent&instanceId=${id}`);
  const copyTo = (person: string): string => copies.items.find(({ to }: { to: string }) => to === `user:${person}`).id;
  await wang.post(`/copies/${copyTo('mei')}/recall`);
  await zhao.get(`/copies/${copyTo('zhao')}`);
  await zhao.post(`/copies/${copyTo('zhao')}/read`);
  await zhao.post(`/copies/${copyTo('zhao')}/answer`, { text: 'seen' });
  await li.post(`/process-instances/${id}/urge`, {});
  const { body: urges } = await wang.get('/urges');
  await wang.post(`/urges/${urges.items[0].id}/read`);
  await wang.post(`/urges/${urges.items[0].id}/answer`, { text: 'soon' });
  const dueAt = new Date(server.clock.now() + 3_600_000).toISOString();
  const sheet = (await mei.post(`/process-instances/${id}/supervise`, { to: 'wang', text: 'now', dueAt })).body.id;
  await wang.get('/supervisions');
  await wang.post(`/supervisions/${sheet}/read`);
  await wang.post(`/supervisions/${sheet}/answer`, { text: 'done' });
  await mei.post(`/supervisions/${sheet}/close`, {});
  const asked = (await wang.post(`/process-instances/${id}/consult`, { users: ['zhao'], text: '?' })).body.items[0].id;
  await zhao.get('/consultations');
  await zhao.post(`/consultations/${asked}/read`);
  await zhao.post(`/consultations/${asked}/answer`, { text: '!' });
  await wang.post(`/consultations/${asked}/close`, {});
  const comment = (await wang.post(`/process-instances/${id}/comments`, { text: 'one' })).body.id;
  await wang.post(`/comments/${comment}/revise`, { text: 'two' });
  await wang.get(`/process-instances/${id}/comments`);
  const objection = (await li.post(`/process-instances/${id}/object`, { subject: 'dispatch', text: 'no' })).body.id;
  await mei.get('/objections');
  await mei.post(`/objections/${objection}/decide`, { result: 'dismissed' });
  await mei.post(`/process-instances/${id}/merge`, { into: await open() });
  await mei.post(`/process-instances/${id}/unmerge`, {});
  await root.post(`/process-instances/${id}/split`, { parts: [{ definitionKey: 'approval' }] });
  await mei.get(`/process-instances/${id}/links`);
  await walkFiles(server, id);
  const phrase = (await wang.post('/phrases', { text: 'agreed' })).body.id;
  await wang.get('/phrases');
  await wang.put(`/phrases/${phrase}`, { text: 'not agreed' });
  await wang.delete(`/phrases/${phrase}`);
}

async function walkFiles(server: TestServer, id: string): Promise<void> {
  const wang = server.as('wang');
  const form = new FormData();
  form.append('file', new Blob(['plain text']), 'notes.txt');
  const file = (await wang.post(`/process-instances/${id}/attachments`, form)).body.id;
  await wang.get(`/attachments?instanceId=${id}`);
  await wang.get(`/attachments/${file}`);
  await wang.get(`/attachments/${file}/content`);
  await wang.post(`/attachments/${file}/sign`, { method: 'seal' });
  await wang.post(`/attachments/${file}/remove`, {});
  const li = server.as('li');
  const licence = new FormData();
  licence.append('material', '营业执照');
  licence.append('file', new Blob(['plain text']), 'licence.txt');
  const own = (await li.post(`/process-instances/${id}/attachments`, licence)).body.id;
  await li.get('/me/materials');
  await li.post(`/process-instances/${id}/attachments/reuse`, { attachmentId: own });
}
