import { expect } from 'chai';
import { dismiss, useToasts } from '../../../apps/shared/composables/use-toasts.ts';

describe('apps/shared/toasts', () => {
  const { toasts, bad } = useToasts();
  const texts = (): string[] => toasts.map(({ text }) => text);

  afterEach(() => {
    for (const { id } of [...toasts]) dismiss(id);
  });

  it('should say once what is said again, as the latest', () => {
    for (const text of ['没有保存', '没有发送', '没有保存']) bad(text);

    expect(texts()).to.deep.equal(['没有发送', '没有保存']);
  });
});
