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

  it('should give a model back byte for byte in the encoding it came in', async () => {
    for (const encoding of ['UTF-8', 'UTF-16', 'ISO-8859-1', 'GBK', 'GB18030']) {
      const xml = text(encoding, `key-${encoding}`);
      const bytes = encodeXml(xml, encoding.toLowerCase()) as Uint8Array;
      const { definitions } = (await (await upload(bytes)).json()) as { definitions: { id: string }[] };
      const answer = await fetch(`${server.url}/api/v1/process-definitions/${definitions[0]?.id}/xml`, {
        headers: { authorization: `Bearer ${server.tokenOf('root')}` },
      });

      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes)), encoding).to.equal(true);
    }
  });

  it('should name the encoding and the offset of what is not of it', async () => {
    const answer = await upload(Buffer.from('<a>\xe9</a>', 'latin1'));

    expect(answer.status).to.equal(400);
    expect(await answer.text())
      .to.contain('utf-8')
      .and.contain('3');
  });
});
