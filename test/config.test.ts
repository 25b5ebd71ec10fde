import { expect } from 'chai';
import { ConfigurationError, readConfig } from '../engine/config.ts';

describe('config', () => {
  it('should give a loopback demo on an embedded database when nothing is set', () => {
    const config = readConfig({});

    expect(config).to.include({ host: '127.0.0.1', port: 8080, databaseUrl: null, demo: true, testClock: false });
  });

  it('should never offer the demo on an address others can reach, nor in production', () => {
    expect(readConfig({ HOST: '0.0.0.0', TONGBAN_DEMO: '1' }).demo).to.equal(false);
    expect(readConfig({ NODE_ENV: 'production', TONGBAN_DEMO: '1' }).demo).to.equal(false);
    expect(readConfig({ TONGBAN_DEMO: '0' }).demo).to.equal(false);
  });

  it('should name every wrong setting at once, with what was found', () => {
    const read = () =>
      readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x', TONGBAN_DEMO: 'yes', TONGBAN_ADMIN_PASSWORD: 'short' });

    expect(read).to.throw(ConfigurationError, /PORT.*"http".*mysql.*TONGBAN_DEMO.*TONGBAN_ADMIN_PASSWORD/s);
  });

  it('should take the time zone of models from the environment, and only one that exists', () => {
    expect(readConfig({}).timeZone).to.equal('Asia/Shanghai');
    expect(readConfig({ TONGBAN_TIME_ZONE: 'Europe/Amsterdam' }).timeZone).to.equal('Europe/Amsterdam');
    for (const zone of ['Mars/Olympus', '+08:00', 'Europe/Amsterdam; drop'])
      expect(() => readConfig({ TONGBAN_TIME_ZONE: zone }), zone).to.throw(ConfigurationError, 'TONGBAN_TIME_ZONE');
  });

  it('should take the networks of the identity provider, and only such', () => {
    const provider = {
      ...{ TONGBAN_OIDC_ISSUER: 'https://login.city', TONGBAN_OIDC_CLIENT_ID: 'c' },
      ...{ TONGBAN_OIDC_CLIENT_SECRET: 's', TONGBAN_PUBLIC_URL: 'https://tongban.city' },
    };
    const networks = (text?: string) => readConfig({ ...provider, TONGBAN_OIDC_NETWORKS: text }).oidc?.networks;

    expect(networks()).to.deep.equal([]);
    expect(networks('10.20.0.0/16, 127.0.0.1 fd00::/8')).to.deep.equal(['10.20.0.0/16', '127.0.0.1', 'fd00::/8']);
    for (const wrong of ['login.city', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/8', 'fd00::/129', '10.0.0.0/'])
      expect(() => networks(wrong), wrong).to.throw(ConfigurationError, 'TONGBAN_OIDC_NETWORKS');
  });

  it('should keep the time of scripts within bounds', () => {
    expect(readConfig({}).scriptMs).to.equal(200);
    expect(readConfig({ TONGBAN_SCRIPT_MS: '1000' }).scriptMs).to.equal(1000);
    for (const wrong of ['0', '10001', '1.5', 'long'])
      expect(() => readConfig({ TONGBAN_SCRIPT_MS: wrong }), wrong).to.throw(ConfigurationError, 'TONGBAN_SCRIPT_MS');
  });

  it('should refuse a format of case numbers that would give one twice', () => {
    expect(readConfig({}).caseNumber).to.equal('{yyyy}{mm}{dd}-{n:6}');
    expect(readConfig({ TONGBAN_CASE_NUMBER: 'TB{yy}{n}' }).caseNumber).to.equal('TB{yy}{n}');
    expect(() => readConfig({ TONGBAN_CASE_NUMBER: 'TB{yyyy}' })).to.throw(
      ConfigurationError,
      'with {n} or {n:6} once',
    );
  });

  it('should keep the ledger of effects for a month at least', () => {
    expect(readConfig({}).effectDays).to.equal(1096);
    expect(readConfig({ TONGBAN_EFFECT_DAYS: '30' }).effectDays).to.equal(30);
    expect(readConfig({}).retentionYears).to.equal(10);
    expect(readConfig({ TONGBAN_RETENTION_YEARS: '30' }).retentionYears).to.equal(30);
    expect(() => readConfig({ TONGBAN_RETENTION_YEARS: '0' })).to.throw('TONGBAN_RETENTION_YEARS');
    expect(readConfig({}).ratingDays).to.equal(30);
    expect(readConfig({ TONGBAN_RATING_DAYS: '90' }).ratingDays).to.equal(90);
    expect(() => readConfig({ TONGBAN_RATING_DAYS: '0' })).to.throw('TONGBAN_RATING_DAYS');
    for (const wrong of ['29', '0', '1.5', 'ever'])
      expect(() => readConfig({ TONGBAN_EFFECT_DAYS: wrong }), wrong).to.throw(
        ConfigurationError,
        'TONGBAN_EFFECT_DAYS',
      );
  });

  it('should take how a process is reported that may not come to an end, and how much is looked at for it', () => {
    expect(readConfig({})).to.include({ soundness: 'warning', soundnessStates: null });
    expect(readConfig({ TONGBAN_SOUNDNESS: 'error', TONGBAN_SOUNDNESS_STATES: '5000' })).to.include({
      soundness: 'error',
      soundnessStates: 5000,
    });
    expect(readConfig({ TONGBAN_SOUNDNESS: 'off' }).soundness).to.equal('off');
    for (const wrong of ['on', 'Error', 'no'])
      expect(() => readConfig({ TONGBAN_SOUNDNESS: wrong }), wrong).to.throw(ConfigurationError, 'TONGBAN_SOUNDNESS');
    for (const wrong of ['0', '1.5', 'many', '10000001'])
      expect(() => readConfig({ TONGBAN_SOUNDNESS_STATES: wrong }), wrong).to.throw(
        ConfigurationError,
        'TONGBAN_SOUNDNESS_STATES',
      );
  });

  it('should begin a movable clock at the present, or at an instant that is given', () => {
    expect(readConfig({ TONGBAN_TEST_CLOCK: '1' }))
      .to.include({ testClock: true })
      .and.not.have.property('testClockAt');
    expect(readConfig({ TONGBAN_TEST_CLOCK: '2026-03-11T02:00:00Z' })).to.include({
      testClock: true,
      testClockAt: Date.UTC(2026, 2, 11, 2),
    });
    for (const wrong of ['2', 'now', '2026-03-11', '2026-13-11T02:00:00Z'])
      expect(() => readConfig({ TONGBAN_TEST_CLOCK: wrong }), wrong).to.throw(ConfigurationError, 'TONGBAN_TEST_CLOCK');
  });

  it('should refuse a movable clock in production', () => {
    for (const TONGBAN_TEST_CLOCK of ['1', '2026-03-11T02:00:00Z'])
      expect(() => readConfig({ NODE_ENV: 'production', TONGBAN_TEST_CLOCK })).to.throw(
        ConfigurationError,
        'TONGBAN_TEST_CLOCK',
      );
  });
});
