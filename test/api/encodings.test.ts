import { expect } from 'chai';
import { encodeXml } from '../../engine/model/xml/encode.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const text = (encoding: string, key: string): string =>
  `${encoding === 'UTF-16' ? '\uFEFF' : ''}${bpmn(
    `<startEvent id="s"/><task id="t" name="${encoding === 'ISO-8859-1' ? 'é' : '审批'}"/><endEvent id="e"/>${flows('s t e')}`,
    { key },
  ).replace('encoding="UTF-8"', `encoding="${encoding}"`)}`;

describe('api: encodings', () => {
  const server = useServer();

  async function upload(bytes: Uint8Array): Promise<Response> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), 'model.bpmn');
    return fetch(`${server.url}/api/v1/deployments`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${server.tokenOf('root')}` },
    });
  }

  const idOf = async (answer: Response): Promise<string> =>
    ((await answer.json()) as { definitions: { id: string }[] }).definitions[0]?.id ?? '';

  const givenBack = (id: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/process-definitions/${id}/xml`, {
      headers: { authorization: `Bearer ${server.tokenOf('root')}` },
    });

  const asJson = (content: string): Promise<Response> =>
    fetch(`${server.url}/api/v1/deployments`, {
      method: 'POST',
      body: JSON.stringify({ name: 'text', resources: [{ name: 'model.bpmn', content }] }),
      headers: { authorization: `Bearer ${server.tokenOf('root')}`, 'content-type': 'application/json' },
    });

  it('should give a model back byte for byte in the encoding it came in', async () => {
    for (const [encoding, written = encoding] of [
      ['UTF-8'],
      ['UTF-16'],
      ['UTF-16', 'UTF-16BE'],
      ['UTF-16LE'],
      ['UTF-16BE'],
      ['ISO-8859-1'],
      ['GBK'],
      ['GB18030'],
    ] as const) {
      const xml = text(encoding, `key-${encoding}-${written}`);
      const bytes = encodeXml(xml, written.toLowerCase()) as Uint8Array;
      const answer = await givenBack(await idOf(await upload(bytes)));

      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes)), written).to.equal(true);
    }
  });

  it('should give a text back as that text, whatever encoding its declaration names', async () => {
    for (const encoding of ['UTF-8', 'UTF-16BE', 'ISO-8859-1', 'GBK', 'Big5', 'EBCDIC-CP-US', 'x-none']) {
      const xml = text(encoding, `text-${encoding}`);
      const answer = await givenBack(await idOf(await asJson(xml)));

      expect(answer.headers.get('content-type'), encoding).to.equal('application/xml; charset=utf-8');
      expect(await answer.text(), encoding).to.equal(xml);
    }
  });

  it('should keep to the encoding of the version where the same text comes in another', async () => {
    const xml = text('GBK', 'same');
    const first = await idOf(await asJson(xml));
    const second = await idOf(await upload(encodeXml(xml, 'gbk') as Uint8Array));

    expect(second).to.equal(first);
    expect(await (await givenBack(second)).text()).to.equal(xml);
  });

  it('should name the encoding and the offset of what is not of it', async () => {
    const answer = await upload(Buffer.from('<a>\xe9</a>', 'latin1'));

    expect(answer.status).to.equal(400);
    expect(await answer.text())
      .to.contain('utf-8')
      .and.contain('3');
  });
});
