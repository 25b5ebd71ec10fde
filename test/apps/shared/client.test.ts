import { expect } from 'chai';
import { addressOf } from '../../../apps/shared/api/client.ts';
import { ApiProblem, fieldMessages, problemOf } from '../../../apps/shared/api/problem.ts';

describe('addresses of the API', () => {
  it('should fill in parameters and escape them', () => {
    expect(addressOf('/tasks/{id}/{verb}', { path: { id: 'a/b?c', verb: 'claim' } })).to.equal(
      '/api/v1/tasks/a%2Fb%3Fc/claim',
    );
  });

  it('should leave out what is absent or empty, and keep false and zero', () => {
    const query = { view: 'mine', q: '', lamp: undefined, department: null, count: false, limit: 0 };

    expect(addressOf('/tasks', { query })).to.equal('/api/v1/tasks?view=mine&count=false&limit=0');
  });

  it('should carry Chinese', () => {
    const address = addressOf('/tasks', { query: { q: '收件 1&2' } });

    expect(new URL(address, 'http://localhost').searchParams.get('q')).to.equal('收件 1&2');
  });
});

describe('problems', () => {
  it('should keep the code and the words of the server', async () => {
    const document = { type: 'x', title: 'Conflict', status: 409, code: 'action-not-allowed', detail: '任务已办结。' };
    const problem = await problemOf(new Response(JSON.stringify(document), { status: 409 }));

    expect(problem).to.be.instanceOf(ApiProblem);
    expect(problem.code).to.equal('action-not-allowed');
    expect(problem.message).to.equal('任务已办结。');
  });

  it('should keep only the status of an answer that is no problem document', async () => {
    const problem = await problemOf(new Response('<html>Bad gateway</html>', { status: 502 }));

    expect(problem.status).to.equal(502);
    expect(problem.code).to.equal('http-502');
    expect(problem.document.detail).to.equal('');
  });

  it('should gather messages by field, however the path is written', () => {
    const errors = [
      { path: '/amount', message: 'a' },
      { path: 'variables.amount', message: 'b' },
      { path: '/variables/owner/name', message: 'c' },
      { path: '', message: 'd' },
    ];

    expect(fieldMessages(errors)).to.deep.equal({ amount: ['a', 'b'], owner: ['c'] });
  });
});
