import { expect } from 'chai';
import { deploy, OUTSIDE } from './support/models.ts';
import { useServer } from './support/server.ts';

const SLO = { timeoutMs: 5000, p95Ms: 500, availability: 0.99 };
const SIDES = { request: {}, answer: {}, levels: {}, slo: SLO, errors: [], examples: [] };
const OPERATION = {
  topic: 'tax',
  title: { zh: '税务登记', en: 'Register for tax' },
  effect: 'change' as const,
  ...SIDES,
};
const CONTRACT = { name: 'tax', title: { zh: '税务局', en: 'Tax office' }, version: '1', signedOn: null };

describe('api/words of incidents', () => {
  const server = useServer({ contracts: [{ ...CONTRACT, operations: [OPERATION] }] });

  it('should say whose system did not do what, in the reader’s language, and not the topic', async () => {
    await deploy(server, OUTSIDE);
    const { id } = (await server.as('root').post('/process-instances', { definitionKey: 'outside' })).body;
    const topics = [{ topic: 'tax', lockDuration: 60_000 }];
    const taken = await server
      .as('robot')
      .post('/external-tasks/fetch-and-lock', { workerId: 'w', topics, maxTasks: 1 });
    const given = { workerId: 'w', message: 'down', retries: 0, retryTimeout: 0 };
    await server.as('robot').post(`/external-tasks/${taken.body.items[0].id}/failure`, given);

    const told = async (language: string, path: string) =>
      (await server.as('root').with({ 'accept-language': language }).get(path)).body;
    const [listed] = (await told('zh', `/incidents?instanceId=${id}`)).items;
    const [ofCase] = (await told('en', `/process-instances/${id}`)).incidents;
    expect(listed.message).to.contain('“税务局 · 税务登记”').and.contain('down');
    expect(ofCase.message).to.contain('"Tax office · Register for tax"');
  });
});
