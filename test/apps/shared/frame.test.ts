import { expect } from 'chai';
import { appsFor, destination, mayUse } from '../../../apps/shared/app/catalogue.ts';
import { around } from '../../../apps/shared/components/around.ts';
import { nameOfKey } from '../../../apps/shared/composables/use-shortcuts.ts';
import { initialLanguage } from '../../../apps/shared/language.ts';

describe('which apps somebody sees', () => {
  it('should follow from the roles', () => {
    expect(appsFor(['applicant'])).to.deep.equal(['portal']);
    expect(appsFor(['clerk'])).to.deep.equal(['portal', 'inbox']);
    expect(appsFor(['analyst'])).to.deep.equal(['monitor', 'modeler']);
    expect(appsFor(['worker'])).to.deep.equal([]);
    // Managers decide about the data of their departments.
    expect(mayUse('admin', ['manager'])).to.equal(true);
    expect(mayUse('admin', ['clerk', 'analyst'])).to.equal(false);
  });
});

describe('where somebody goes after signing in', () => {
  it('should be back to where they came from', () => {
    expect(destination('/inbox/tasks/1?view=done', ['clerk'])).to.equal('/inbox/tasks/1?view=done');
  });

  it('should never be another site', () => {
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
    ]) {
      expect(destination(next, ['clerk']), next).to.equal('/');
    }
  });

  it('should be their only app, or the start page where there are several', () => {
    expect(destination(null, ['applicant'])).to.equal('/portal/');
    expect(destination(null, ['admin'])).to.equal('/');
    expect(destination(null, ['worker'])).to.equal('/');
  });
});

describe('the language at the first visit', () => {
  it('should be the chosen one', () => {
    expect(initialLanguage('en', ['zh-CN'])).to.equal('en');
  });

  it('should be the first one of ours that the browser wishes', () => {
    expect(initialLanguage(null, ['fr', 'en-GB', 'zh'])).to.equal('en');
    expect(initialLanguage(null, ['zh-TW', 'en'])).to.equal('zh');
  });

  it('should be Chinese where neither is wished', () => {
    expect(initialLanguage('de', ['fr'])).to.equal('zh');
  });
});

describe('names of keys', () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false };

  it('should not depend on the case of letters', () => {
    expect(nameOfKey({ ...press, key: 'J' })).to.equal('j');
  });

  it('should take the command key for Ctrl', () => {
    expect(nameOfKey({ ...press, ctrlKey: true, shiftKey: true, key: 'Z' })).to.equal('Ctrl+Shift+z');
    expect(nameOfKey({ ...press, shiftKey: true, key: '?' })).to.equal('?');
    expect(nameOfKey({ ...press, metaKey: true, key: 'Enter' })).to.equal('Ctrl+Enter');
  });
});

describe('finding elements in a diagram', () => {
  const screen = { width: 800, height: 400 };

  it('should put a single element in the middle at its own size', () => {
    expect(around([{ x: 1000, y: 500, width: 100, height: 80 }], screen)).to.deep.equal({
      x: 650,
      y: 340,
      width: 800,
      height: 400,
    });
  });

  it('should zoom out until all of them fit, keeping the shape of the screen', () => {
    const box = around(
      [
        { x: 0, y: 0, width: 100, height: 80 },
        { x: 3000, y: 0, width: 100, height: 80 },
      ],
      screen,
    );

    expect(box?.width).to.equal(3340);
    expect(box?.height).to.equal(1670);
  });

  it('should find nothing among connections', () => {
    expect(around([{}], screen)).to.equal(undefined);
  });
});
