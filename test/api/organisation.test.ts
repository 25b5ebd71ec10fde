import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { addDemoPeople } from '../../engine/boot/demo-people.ts';
import type { Client } from './support/client.ts';
import { useServer } from './support/server.ts';

const chinese = (client: Client): Client => client.with({ 'accept-language': 'zh-CN' });

describe('api/organisation', () => {
  const server = useServer();
  const root = (): Client => server.as('root');

  describe('departments', () => {
    const path = '/organisation/departments';

    it('should be known to everybody who is signed in, each in his own language', async () => {
      await root().put(`${path}/tax`, { nameZh: '税务局', nameEn: 'Tax office' });

      const english = await server.as('robot').get(path);
      const inChinese = await chinese(server.as('li')).get(path);
      const nobody = await server.nobody.get(path);

      expect(english.body.items[0]).to.deep.equal({
        id: 'tax',
        name: 'Tax office',
        nameZh: '税务局',
        nameEn: 'Tax office',
        parent: null,
      });
      expect(inChinese.body.items[0].name).to.equal('税务局');
      expect(nobody.status).to.equal(401);
    });

    it('should be administered by administrators only', async () => {
      const put = await server.as('mei').put(`${path}/tax`, { nameZh: '税务局', nameEn: 'Tax' });
      const removed = await server.as('mei').delete(`${path}/tax`);

      expect([put.status, removed.status]).to.deep.equal([403, 403]);
    });

    it('should belong to one another without a circle', async () => {
      const names = { nameZh: '一', nameEn: 'One' };
      await root().put(`${path}/top`, names);
      await root().put(`${path}/middle`, { ...names, parent: 'top' });
      await root().put(`${path}/low`, { ...names, parent: 'middle' });

      const circle = await root().put(`${path}/top`, { ...names, parent: 'low' });
      const itself = await root().put(`${path}/top`, { ...names, parent: 'top' });
      const unknown = await root().put(`${path}/top`, { ...names, parent: 'nowhere' });

      expect([circle, itself, unknown].map(({ body }) => body.code)).to.deep.equal([
        'department-cycle',
        'department-cycle',
        'not-found',
      ]);
    });

    it('should not be deleted while somebody belongs to it', async () => {
      const names = { nameZh: '一', nameEn: 'One' };
      await root().put(`${path}/full`, names);
      await root().put(`${path}/below`, { ...names, parent: 'full' });
      await root().patch('/organisation/users/zhao', { department: 'below' });

      const withDepartment = await root().delete(`${path}/full`);
      const withPerson = await root().delete(`${path}/below`);
      await root().patch('/organisation/users/zhao', { department: null });
      const empty = [await root().delete(`${path}/below`), await root().delete(`${path}/full`)];
      const gone = await root().delete(`${path}/full`);

      expect([withDepartment, withPerson].map(({ body }) => body.code)).to.deep.equal([
        'department-in-use',
        'department-in-use',
      ]);
      expect(empty.map(({ status }) => status)).to.deep.equal([204, 204]);
      expect(gone.status).to.equal(404);
    });
  });

  describe('names', () => {
    before(async () => {
      await root().put('/organisation/departments/stars', { nameZh: '星象局', nameEn: 'Star office' });
      await root().post('/organisation/groups', { id: 'stars', name: '观星', nameEn: 'Stargazers' });
      await root().post('/organisation/users', {
        id: 'tu',
        name: '屠明',
        nameEn: 'Tu Ming',
        roles: ['clerk'],
        groups: ['stars'],
        department: 'stars',
      });
    });

    it('should be in the language of whoever reads them', async () => {
      const read = async (client: Client) => [
        (await client.get('/organisation/users/tu')).body.name,
        (await client.get('/organisation/groups/stars')).body.name,
        (await client.get('/organisation/colleagues?q=tu')).body.items[0].name,
        (await client.get('/organisation/colleagues?q=屠')).body.items[0].departmentName,
      ];

      expect(await read(root())).to.deep.equal(['Tu Ming', 'Stargazers', 'Tu Ming', 'Star office']);
      expect(await read(chinese(root()))).to.deep.equal(['屠明', '观星', '屠明', '星象局']);
    });

    it('should be the only one where there is one', async () => {
      const { body } = await root().post('/organisation/groups', { id: 'plain', name: '普通' });

      expect(body).to.include({ name: '普通', nameEn: null });
    });

    it('should be changed in the language in which they were read', async () => {
      await root().patch('/organisation/users/tu', { name: 'Tu M.' });
      await chinese(root()).patch('/organisation/groups/stars', { name: '占星' });

      const [user, group] = [
        await chinese(root()).get('/organisation/users/tu'),
        await root().get('/organisation/groups/stars'),
      ];

      expect(user.body).to.include({ name: '屠明', nameEn: 'Tu M.' });
      expect(group.body).to.include({ name: 'Stargazers' });
    });

    it('should be in his own language for who names none', async () => {
      await server.as('li').patch('/me', { language: 'en' });
      await root().patch('/organisation/users/li', { name: '李', nameEn: 'Li' });

      const { body } = await server.as('li').with({ 'accept-language': '' }).get('/me');

      expect(body.name).to.equal('Li');
    });
  });
});

describe('api/demo people', () => {
  const server = useServer({ demo: true });
  before(() => addDemoPeople(server.database, 'processes/demo/organisation.json', server.clock.now()));

  it('should be offered in the order of the story, with their departments', async () => {
    const { items } = (await server.nobody.get('/sessions/demo')).body;

    const { users } = JSON.parse(readFileSync('processes/demo/organisation.json', 'utf8')) as {
      users: readonly { id: string; roles: readonly string[] }[];
    };
    const inOrder = users.filter(({ roles }) => !roles.includes('worker') && !roles.includes('admin'));
    const admins = users.filter(({ roles }) => roles.includes('admin'));
    expect(items.map(({ user }: { user: string }) => user)).to.deep.equal([...inOrder, ...admins].map(({ id }) => id));
    expect(items[2]).to.deep.include({ name: 'Wang Xiaomei', department: 'Integrated service centre' });
  });

  it('should be named in Chinese to who reads Chinese', async () => {
    const { items } = (await chinese(server.nobody).get('/sessions/demo')).body;
    const signedIn = await chinese(server.nobody).post('/sessions/demo', { user: 'sun.acceptance' });

    expect(items[2]).to.deep.include({ name: '王晓梅', department: '综合服务中心' });
    expect(signedIn.body.user).to.deep.include({
      name: '孙丽',
      groups: [{ id: 'acceptance', name: '受理岗' }],
    });
  });

  it('should be added once', async () => {
    const count = async () => (await server.database.query('select from account')).rowCount;
    const before = await count();

    await addDemoPeople(server.database, 'processes/demo/organisation.json', server.clock.now());

    expect(await count()).to.equal(before);
  });
});
