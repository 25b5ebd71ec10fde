import { expect } from 'chai';
import { useServer } from './support/server.ts';

const event = (more = {}) => ({
  source: 'camera-1',
  eventId: 'e-1',
  class: 'pothole',
  position: { lat: 22.5, lon: 114 },
  at: '2026-03-01T08:30:00Z',
  confidence: 0.5,
  ...more,
});

describe('api/intake', () => {
  const server = useServer();
  before(async () => {
    const put = await server
      .as('root')
      .put('/intake/classes/pothole', { message: 'event.found', radiusM: 30, windowS: 600, threshold: 0.8 });
    expect(put.status).to.equal(200);
  });

  it('should take reports of machines, answer a repeat and say what waits for a person', async () => {
    const first = await server
      .as('root')
      .post('/intake/events', { events: [event(), event({ class: 'unknown', eventId: 'e-2' })] });
    const again = await server.as('root').post('/intake/events', { events: [event()] });
    const waiting = await server.as('wang').get('/intake/incidents');

    expect(first.status).to.equal(200);
    expect(first.body.results.map(({ outcome }: { outcome: string }) => outcome)).to.deep.equal([
      'check',
      'class-unknown',
    ]);
    expect(again.body.results[0]).to.deep.equal({ ...first.body.results[0], repeated: true });
    expect(waiting.body.items.map(({ id }: { id: string }) => id)).to.deep.equal([first.body.results[0].incidentId]);
  });

  it('should let a person confirm or dismiss once', async () => {
    const taken = await server.as('root').post('/intake/events', {
      events: [
        event({ eventId: 'x', position: { lat: 23, lon: 114 } }),
        event({ eventId: 'y', position: { lat: 24, lon: 114 } }),
      ],
    });
    const [a, b] = taken.body.results.map(({ incidentId }: { incidentId: string }) => incidentId);

    const confirmed = await server.as('wang').post(`/intake/incidents/${a}/confirm`);
    const dismissed = await server.as('wang').post(`/intake/incidents/${b}/dismiss`);
    const late = await server.as('wang').post(`/intake/incidents/${b}/confirm`);

    expect(confirmed.body).to.deep.include({ state: 'filing', decidedBy: 'wang' });
    expect(dismissed.body).to.deep.include({ state: 'dismissed' });
    expect([late.status, late.body.code]).to.deep.equal([409, 'incident-decided']);
    expect((await server.as('wang').post('/intake/incidents/nobody/confirm')).status).to.equal(404);
  });

  it('should refuse places, times and numbers that are none, and people who are no machine', async () => {
    for (const wrong of [
      { position: { lat: 91, lon: 0 } },
      { at: 'yesterday' },
      { confidence: 2 },
      { eventId: '' },
      { more: 1 },
    ])
      expect(
        (await server.as('root').post('/intake/events', { events: [event(wrong)] })).status,
        JSON.stringify(wrong),
      ).to.equal(400);
    expect(
      (await server.as('root').post('/intake/events', { events: Array.from({ length: 501 }, () => event()) })).status,
    ).to.equal(400);
    expect((await server.as('wang').post('/intake/events', { events: [event()] })).status).to.equal(403);
  });
});
