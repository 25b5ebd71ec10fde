import { expect } from 'chai';
import { item } from '../../items/items.ts';
import type { TestServer } from './server.ts';

/** Everything that can only be read: with the rights of the administrator, each is answered as the document declares it. */
export async function walkReaders(server: TestServer, instanceId: string): Promise<void> {
  const root = server.as('root');
  const [calendar] = (await root.get('/calendars')).body.items;
  const paths = [
    ...['clocks', 'proceedings', 'documents', 'ratings', 'holders'].map(
      (part) => `/process-instances/${instanceId}/${part}`,
    ),
    ...['years/2026', 'versions', 'retimings'].map((part) => `/calendars/${calendar.id}/${part}`),
    ...['board', 'clocks', 'breaches', 'ageing', 'ageing?by=person', 'forecast', 'trend', 'ended', 'turns'].map(
      (part) => `/sla/${part}`,
    ),
    `/calendars/${calendar.id}`,
    '/calendar-uses',
    '/cards',
    '/department-ladders',
    '/confirmations',
    '/forms/remarks/versions',
    '/contracts',
    '/incoming',
    '/intake/classes',
    '/intake/incidents',
    '/ratings',
    '/service-items',
    '/service-items/themes',
    '/reports/durations',
    '/reports/indicators?month=2026-01',
    '/reports/forced-visits',
    '/reports/forced-visits',
    '/reports/ping-pong',
    '/reports/ping-pong-shares',
    '/reports/refusals',
    '/reports/ratings',
    '/reports/returned',
    '/reports/service-items',
    '/service-items',
    '/service-items/themes',
  ];
  const imported = await root.post('/service-items/import', {
    items: [item({ key: 'walk', processKey: 'approval' })],
  });
  expect(imported.body.items[0].outcome).to.equal('added');
  for (const part of ['', '/versions']) await root.get(`/service-items/walk${part}`);
  await root.post('/service-items/walk/guide', {});
  await root.post('/service-items/compose', { keys: ['walk'] });
  await root.post('/service-items/walk/apply', {});
  for (const path of paths) expect((await root.get(path)).status, path).to.equal(200);
}
