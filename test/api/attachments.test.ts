import { request } from 'node:http';
import { expect } from 'chai';
import { signatureSimulator } from '../../adapters/signature-simulator/signature-simulator.ts';
import { sweepBlobs } from '../../engine/store/blobs/sweep-blobs.ts';
import { APPROVAL, deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');

const signer = signatureSimulator();

describe('attachments', () => {
  const server = useServer({
    signer,
    scanner: {
      name: 'test',
      async scan({ content, size }) {
        let read = 0;
        let bad = false;
        for await (const piece of content()) {
          read += piece.length;
          bad ||= Buffer.from(piece).includes('EICAR');
          if (Buffer.from(piece).includes('OUT OF ORDER')) throw new Error('Expected the scanner to answer.');
        }
        if (read !== size) throw new Error(`Expected ${size} bytes, but got ${read}.`);
        return bad ? { clean: false, finding: 'EICAR' } : { clean: true };
      },
    },
  });
  let id: string;

  before(async () => {
    await deploy(server, APPROVAL);
    id = (await server.as('li').post('/process-instances', { definitionKey: 'approval' })).body.id;
  });

  const upload = (who: PersonId, name: string, bytes: Uint8Array, fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([bytes as BlobPart], { type: 'text/html' }), name);
    return server.as(who).post(`/process-instances/${id}/attachments`, form);
  };

  const download = (who: PersonId, attachment: string, query = '') =>
    fetch(`${server.url}/api/v1/attachments/${attachment}/content${query}`, {
      headers: { authorization: `Bearer ${server.tokenOf(who)}` },
    });

  const left = async (): Promise<number[]> => {
    const { rows } = await server.database.query<{ n: number }>(
      'select count(*)::int as n from upload union all select count(distinct upload_id)::int from blob_chunk union all select count(*)::int from blob',
    );
    return rows.map(({ n }) => n);
  };

  it('should keep a Chinese name right in every header, and its type by the bytes', async () => {
    const reply = await upload('wang', '营业执照（副本）.pdf', PDF);
    const saved = await download('wang', reply.body.id);
    const shown = await download('wang', reply.body.id, '?inline=true');

    expect(reply.status, reply.text).to.equal(201);
    expect(reply.body).to.deep.include({
      name: '营业执照（副本）.pdf',
      type: 'application/pdf',
      size: PDF.length,
      preview: true,
    });
    expect(saved.headers.get('content-disposition')).to.match(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7/,
    );
    expect(saved.headers.get('content-type')).to.equal('application/octet-stream');
    expect(saved.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(saved.headers.get('content-security-policy')).to.include("default-src 'none'").and.include('sandbox');
    expect(saved.headers.get('cross-origin-resource-policy')).to.equal('same-origin');
    expect(Buffer.from(await saved.arrayBuffer()).equals(PDF)).to.equal(true);
    expect(shown.headers.get('content-type')).to.equal('application/pdf');
    expect(shown.headers.get('content-disposition')).to.match(/^inline; /);
  });

  it('should come back to the byte in many pieces, and be kept once however often it is attached', async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(1_500_000, 7)]);
    const before = await left();
    const [one, other] = [await upload('wang', '图一.png', large), await upload('wang', '图二.png', large)];
    const bytes = Buffer.from(await (await download('wang', other.body.id)).arrayBuffer());

    expect(one.status, one.text).to.equal(201);
    expect(one.body.sha256).to.equal(other.body.sha256);
    expect(bytes.equals(large)).to.equal(true);
    expect(await left()).to.deep.equal([0, (before[1] ?? 0) + 1, (before[2] ?? 0) + 1]);
  });

  const refused: readonly (readonly [string, string, Uint8Array, number, string])[] = [
    ['a program under another name', 'x.pdf', Buffer.from('MZ\u0090\u0000program'), 422, 'attachment-refused'],
    ['a script with an interpreter', 'x.txt', Buffer.from('#!/bin/sh\nrm -rf /\n'), 422, 'attachment-refused'],
    ['HTML as a text', 'x.txt', Buffer.from('hello <script>alert(1)</script>'), 422, 'attachment-refused'],
    [
      'SVG',
      'x.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      422,
      'attachment-refused',
    ],
    ['SVG in UTF-16', 'x.txt', Buffer.from('\ufeff<svg onload="alert(1)"/>', 'utf16le'), 422, 'attachment-refused'],
    ['a picture that is a PDF', 'x.png', PDF, 422, 'attachment-refused'],
    ['a PDF named as a page', 'x.html', PDF, 422, 'attachment-refused'],
    ['what nobody knows', 'x.bin', Buffer.from([1, 2, 3, 0, 0, 255]), 422, 'attachment-refused'],
    ['nothing', 'x.txt', Buffer.alloc(0), 422, 'attachment-refused'],
    ['a file without a name', '..', PDF, 400, 'bad-request'],
    ['too much', 'x.png', Buffer.concat([PNG, Buffer.alloc(2_200_000)]), 413, 'payload-too-large'],
    ['what the scanner finds', 'x.txt', Buffer.from('plain EICAR text'), 422, 'attachment-unsafe'],
  ];
  for (const [what, name, bytes, status, code] of refused) {
    it(`should keep out ${what}`, async () => {
      const { items: before } = (await server.as('wang').get(`/attachments?instanceId=${id}`)).body;

      const reply = await upload('wang', name, bytes);

      expect(reply.status, reply.text).to.equal(status);
      expect(reply.body.code).to.equal(code);
      expect((await left())[0], 'uploads under way').to.equal(0);
      expect((await server.as('wang').get(`/attachments?instanceId=${id}`)).body.items).to.deep.equal(before);
    });
  }

  it('should keep out what the scanner cannot answer for', async () => {
    const { items: before } = (await server.as('wang').get(`/attachments?instanceId=${id}`)).body;

    const reply = await upload('wang', 'x.txt', Buffer.from('plain OUT OF ORDER text'));

    expect(reply.status, reply.text).to.equal(422);
    expect(reply.body.code).to.equal('attachment-refused');
    expect((await server.as('wang').get(`/attachments?instanceId=${id}`)).body.items).to.deep.equal(before);
  });

  it('should be saved and never shown where something could run in it, or nobody knows how to show it', async () => {
    const { body } = await upload('wang', '表格.rtf', Buffer.from('{\\rtf1 <script>alert(1)</script>}'));
    const { headers } = await download('wang', body.id, '?inline=true');

    expect(body.preview).to.equal(false);
    expect(headers.get('content-type')).to.equal('application/octet-stream');
    expect(headers.get('content-disposition')).to.match(/^attachment; /);
  });

  it('should make names harmless: no paths, no control characters, no turning around', async () => {
    const names = [
      '../../etc/申请.pdf',
      'C:\\temp\\申请.pdf',
      '申请\u202efdp.exe.pdf',
      'a"\r\nSet-Cookie: x=1.pdf',
      `${'长'.repeat(400)}.pdf`,
    ];

    for (const name of names) {
      const { body, status } = await upload('wang', name, PDF);
      expect(status, name).to.equal(201);
      expect(body.name).to.match(/^[^/\\\p{Cc}\u202e"]{1,185}\.pdf$/u);
      const { headers } = await download('wang', body.id);
      expect(headers.get('set-cookie')).to.equal(null);
    }
  });

  it('should refuse requests that are no form, have no file, two files, or fields nobody knows', async () => {
    const path = `/process-instances/${id}/attachments`;
    const none = new FormData();
    none.append('level', 'public');
    const two = new FormData();
    for (const name of ['a.pdf', 'b.pdf']) two.append('file', new Blob([PDF as BlobPart]), name);
    const odd = new FormData();
    odd.append('owner', 'root');
    odd.append('file', new Blob([PDF as BlobPart]), 'a.pdf');
    const doubled = new FormData();
    for (const level of ['sensitive', 'public']) doubled.append('level', level);
    doubled.append('file', new Blob([PDF as BlobPart]), 'a.pdf');

    expect((await server.as('wang').post(path, { name: 'x' })).status).to.equal(415);
    expect((await server.as('wang').post(path, none)).body.code).to.equal('bad-request');
    expect((await server.as('wang').post(path, two)).body.code).to.equal('bad-request');
    expect((await server.as('wang').post(path, odd)).body.code).to.equal('bad-request');
    expect((await server.as('wang').post(path, doubled)).body.code).to.equal('bad-request');
    expect((await upload('wang', 'a.pdf', PDF, { level: 'secret' })).body.code).to.equal('bad-request');
    expect((await upload('wang', 'a.pdf', PDF, { taskId: '\u0000' })).body.code).to.equal('bad-request');
    const cut = await server
      .as('wang')
      .with({ 'content-type': 'multipart/form-data; boundary=x' })
      .send('POST', path, '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-');
    expect(cut.status).to.equal(400);
    expect((await left())[0]).to.equal(0);
  });

  it('should be seen by the applicant only where it is meant for him or his own', async () => {
    const inside = (await upload('wang', '内部.pdf', PDF, { level: 'sensitive' })).body;
    const outside = (await upload('wang', '通知.pdf', PDF, { visibility: 'applicant' })).body;
    const own = (await upload('li', '申请.pdf', PDF, { visibility: 'internal' })).body;

    const names = (await server.as('li').get(`/attachments?instanceId=${id}`)).body.items.map(
      ({ name }: { name: string }) => name,
    );

    expect(names).to.deep.equal(['申请.pdf', '通知.pdf']);
    expect(own.visibility).to.equal('applicant');
    expect((await download('li', outside.id)).status).to.equal(200);
    for (const who of ['li', 'zhao', 'qian'] as const) {
      expect((await download(who, inside.id)).status, who).to.equal(404);
      expect((await server.as(who).get(`/attachments/${inside.id}`)).status, who).to.equal(404);
    }
    expect((await upload('qian', 'a.pdf', PDF)).status).to.equal(404);
    expect((await upload('zhao', 'a.pdf', PDF)).status).to.equal(404);
  });

  it('should be kept, where they are sensitive, from who may look at the case but does not work on it', async () => {
    const { body } = await upload('wang', '病历.pdf', PDF, { level: 'sensitive' });
    const seen = async (who: PersonId): Promise<boolean> =>
      (await server.as(who).get(`/attachments?instanceId=${id}`)).body.items.some(
        (one: { id: string }) => one.id === body.id,
      );

    expect(await Promise.all((['wang', 'mei', 'root', 'vera'] as const).map(seen))).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect((await download('vera', body.id)).status).to.equal(404);
    expect((await download('mei', body.id)).status).to.equal(200);
  });

  describe('what was handed in before', () => {
    const material = '营业执照';
    const open = async (who: PersonId): Promise<string> =>
      (await server.as(who).post('/process-instances', { definitionKey: 'approval' })).body.id;
    const mine = async (who: PersonId) => (await server.as(who).get('/me/materials')).body.items;
    const again = (who: PersonId, to: string, attachmentId: string) =>
      server.as(who).post(`/process-instances/${to}/attachments/reuse`, { attachmentId });

    it('should be known by its material, the latest of each, and be handed in again without its bytes', async () => {
      await upload('li', '旧执照.pdf', PDF, { material });
      const newer = await upload('li', '新执照.pdf', Buffer.concat([PDF, PDF]), { material });
      const target = await open('li');
      const kept = await left();

      const [known] = await mine('li');
      const reply = await again('li', target, known.attachmentId);

      expect(known).to.include({ attachmentId: newer.body.id, material, name: '新执照.pdf', instanceId: id });
      expect(known.serviceName).to.be.a('string').that.is.not.empty;
      expect(reply.status, reply.text).to.equal(201);
      expect(reply.body).to.deep.include({
        ...{ instanceId: target, name: '新执照.pdf', sha256: newer.body.sha256, material, by: 'li' },
        reused: { attachmentId: newer.body.id, instanceId: id },
      });
      expect(await left(), 'bytes kept twice').to.deep.equal(kept);
      const bytes = Buffer.from(await (await download('wang', reply.body.id)).arrayBuffer());
      expect(bytes.equals(Buffer.concat([PDF, PDF]))).to.equal(true);
    });

    it('should say what it was handed in for in the language of the reader, by the service item where there is one', async () => {
      const name = { zh: '食品经营许可', en: 'Food business licence' };
      const row = await upload('li', '执照.pdf', PDF, { material });
      const words = async (language: string) =>
        (await server.as('li').with({ 'accept-language': language }).get('/me/materials')).body.items[0].serviceName;
      const plain = await words('en');

      await server.database.query('update instance set variables = variables || $2::jsonb where id = $1', [
        row.body.instanceId,
        JSON.stringify({ serviceItem: { name } }),
      ]);

      expect(plain).to.not.equal(name.en);
      expect([await words('zh'), await words('en')]).to.deep.equal([name.zh, name.en]);
    });

    it('should be nobody else’s: neither listed nor handed in, not even by who may see it', async () => {
      const [known] = await mine('li');
      const target = await open('li');

      expect((await mine('wang')).map((one: { attachmentId: string }) => one.attachmentId)).not.to.include(
        known.attachmentId,
      );
      expect((await again('wang', target, known.attachmentId)).status).to.equal(404);
    });

    it('should not be an official’s, who has it from those at the counter', async () => {
      const { body } = await upload('wang', '他人执照.pdf', PDF, { material });

      expect(await mine('wang')).to.deep.equal([]);
      expect((await again('wang', await open('wang'), body.id)).status).to.equal(404);
    });

    it('should not be handed in where it was removed, nor to a case that is not one’s own', async () => {
      const gone = await upload('li', '失效.pdf', PDF, { material: '租赁合同' });
      await server.as('li').post(`/attachments/${gone.body.id}/remove`, { text: '失效' });
      const foreign = await open('wang');

      const removed = await again('li', await open('li'), gone.body.id);
      const [known] = await mine('li');

      expect(removed.status).to.equal(409);
      expect(removed.body.code).to.equal('notice-closed');
      expect((await mine('li')).map((one: { material: string }) => one.material)).to.deep.equal([material]);
      expect((await again('li', foreign, known.attachmentId)).status).to.equal(404);
    });
  });

  it('should leave the lists when removed, by whom it belongs to', async () => {
    const { body } = await upload('wang', '重复.pdf', PDF);

    expect((await server.as('mei').post(`/attachments/${body.id}/remove`, { text: '重复' })).body.removed.by).to.equal(
      'mei',
    );
    const listed = (await server.as('wang').get(`/attachments?instanceId=${id}`)).body.items;
    expect(listed.map((one: { id: string }) => one.id)).to.not.include(body.id);
    const all = (await server.as('wang').get(`/attachments?instanceId=${id}&removed=true`)).body.items;
    expect(all.map((one: { id: string }) => one.id)).to.include(body.id);
    expect((await server.as('wang').post(`/attachments/${body.id}/remove`, {})).body.code).to.equal('notice-closed');
  });

  it('should be signed by the service, which signs what is there', async () => {
    const { body } = await upload('wang', '决定书.pdf', PDF);

    const signed = await server.as('wang').post(`/attachments/${body.id}/sign`, { method: 'seal' });

    expect(signed.status, signed.text).to.equal(200);
    const [signature] = signed.body.signatures;
    expect(signature).to.deep.include({ hash: body.sha256, provider: 'simulator', method: 'seal', by: 'wang' });
    expect(signer.verify(signature, body.sha256)).to.equal(true);
    expect(signer.verify(signature, 'b'.repeat(64))).to.equal(false);
    expect(JSON.parse(signature.timestamp)).to.include.keys('time', 'imprint', 'token');
    expect((await server.as('li').post(`/attachments/${body.id}/sign`, { method: 'seal' })).status).to.equal(403);
  });

  it('should attach once however often the same request is repeated', async () => {
    const form = () => {
      const data = new FormData();
      data.append('file', new Blob([PDF as BlobPart]), '一次.pdf');
      return data;
    };
    const client = server.as('wang').with({ 'idempotency-key': 'once' });

    const [first, again] = [
      await client.post(`/process-instances/${id}/attachments`, form()),
      await client.post(`/process-instances/${id}/attachments`, form()),
    ];

    expect(again.body.id).to.equal(first.body.id);
  });

  it('should sweep what broke off and what no case knows, and nothing else', async () => {
    await breakOff(`${server.url}/api/v1/process-instances/${id}/attachments`, server.tokenOf('wang'));
    await server.database.query(
      "insert into upload (id, account_id, touched_at) values ('dead', 'wang', now() - interval '2 hours')",
    );
    await server.database.query("insert into blob_chunk values ('dead', 0, 'x'), ('lost', 0, 'x')");
    await server.database.query("insert into blob values ('ff', 'lost', 1, 'text/plain', now() - interval '2 days')");
    await server.database.query("update blob set touched_at = now() - interval '2 days'");
    const { body } = await server.as('wang').get(`/attachments?instanceId=${id}`);

    await sweepBlobs(server.database);

    const { rows } = await server.database.query("select from blob_chunk where upload_id in ('dead', 'lost')");
    expect(rows).to.have.length(0);
    for (const { id: one, size } of body.items) {
      const bytes = await (await download('wang', one)).arrayBuffer();
      expect(bytes.byteLength).to.equal(size);
    }
  });
});

/** A browser that is closed in the middle of an upload. */
function breakOff(url: string, token: string): Promise<void> {
  return new Promise((resolve) => {
    const sending = request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '1000000',
      },
    });
    sending.on('error', () => resolve());
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7');
    setTimeout(() => sending.destroy(new Error('closed')), 50);
  });
}
