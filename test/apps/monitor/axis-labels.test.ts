import { expect } from 'chai';
import { axisLabels } from '../../../apps/monitor/components/charts/axis-labels.ts';

const WALL = { width: 640, size: 17 };

describe('words below the bars of a chart', () => {
  it('should be broken into lines where every word fits below its bar', () => {
    expect(axisLabels(['市场监督管理局', '住房和城乡建设局'], WALL)).to.deep.include({
      interval: 0,
      overflow: 'break',
    });
    expect(axisLabels(['03-11', '03-12'], WALL)).to.deep.include({ overflow: 'break' });
  });

  it('should never be broken inside a word: where one does not fit, they are slanted', () => {
    const names = ['Market regulation bureau', ...Array.from({ length: 7 }, (_, index) => `Office ${index}`)];

    expect(axisLabels(names, WALL)).to.deep.include({ interval: 0, overflow: 'truncate' }).and.have.property('rotate');
    expect(axisLabels(names, { ...WALL, width: 1600 })).to.deep.include({ overflow: 'break' });
  });

  it('should be some of them where they are many', () => {
    expect(
      axisLabels(
        Array.from({ length: 30 }, (_, day) => `03-${day}`),
        WALL,
      ),
    ).to.deep.equal({ hideOverlap: true });
  });
});
