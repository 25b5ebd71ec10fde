import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries.js';
import { expect } from 'chai';
import { DICTIONARY } from '../../../modeler/canvas/dictionary.ts';
import { elementName } from '../../../modeler/canvas/element-names.ts';
import { runs, type Target } from '../../../modeler/canvas/runs.ts';

const entries = PopupEntries as Readonly<Record<string, { readonly label: string; readonly target: Target }>>;

describe('modeler/canvas: menus', () => {
  it('should offer what the engine executes', () => {
    const offered = [
      'user-task',
      'call-activity',
      'inclusive-gateway',
      'event-subprocess',
      'none-start-event',
      'timer-start',
    ];

    expect(offered.filter((id) => !runs(entries[id]?.target as Target))).to.deep.equal([]);
  });

  it('should tell interrupting events from others', () => {
    expect(runs({ type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:ErrorEventDefinition' })).to.equal(true);
    expect(
      runs({ type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:ErrorEventDefinition', cancelActivity: false }),
    ).to.equal(false);
  });

  it('should not offer what would be refused', () => {
    for (const target of [
      { type: 'bpmn:EventBasedGateway', instantiate: true },
      { type: 'bpmn:EndEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' },
      { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:ErrorEventDefinition' },
    ]) {
      expect(runs(target), JSON.stringify(target)).to.equal(false);
    }
  });

  it('should know a Chinese name for everything that can be offered', () => {
    const unknown = Object.values(entries).filter(
      ({ label }) => elementName(label) === undefined && !DICTIONARY[label],
    );

    expect(unknown.map(({ label }) => label)).to.deep.equal([]);
  });

  it('should read the names of elements in all their spellings', () => {
    expect(elementName('Message Start Event')).to.equal('消息开始事件');
    expect(elementName('Timer boundary event (non-interrupting)')).to.equal('定时边界事件（非中断）');
    expect(elementName('Timer Boundary Event (Non Interrupting)')).to.equal('定时边界事件（非中断）');
    expect(elementName('Save as')).to.equal(undefined);
  });
});
