import { expect } from 'chai';
import { pino } from 'pino';
import { logOptions } from '../../engine/api/log-options.ts';

describe('api/log options', () => {
  it('should blot out what names a secret, and leave the rest', () => {
    const lines: string[] = [];
    const logger = pino(logOptions('info'), { write: (line: string) => void lines.push(line) });

    logger.info(
      { user: 'wang', password: 'p1', body: { token: 'p2' }, req: { headers: { authorization: 'p3', cookie: 'p4' } } },
      'x',
    );

    expect(lines.join())
      .to.contain('wang')
      .and.not.match(/p[1-4]/);
  });
});
