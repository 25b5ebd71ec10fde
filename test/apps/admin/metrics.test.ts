import { expect } from 'chai';
import { FIGURES, figureOf, readMetrics } from '../../../apps/admin/metrics.ts';

const PAGE = `# HELP tongban_commands Engine: commands
# TYPE tongban_commands gauge
tongban_commands 30
tongban_batches 12
tongban_http_requests_total{method="GET",operation="a b",status="200"} 3
tongban_http_requests_total{method="POST",operation="x}",status="400"} 4
tongban_http_request_seconds_sum{operation="a"} 0.5
tongban_http_request_seconds_count{operation="a"} 10
process_start_time_seconds 1795664297
nodejs_eventloop_lag_p99_seconds NaN
`;

describe('figures of the server', () => {
  const metrics = readMetrics(PAGE);

  it('should be summed over their labels', () => {
    expect(figureOf('requests', metrics)).to.equal(7);
  });

  it('should be put into relation', () => {
    expect(figureOf('perBatch', metrics)).to.equal(2.5);
    expect(figureOf('requestTime', metrics)).to.equal(50);
    expect(figureOf('startedAt', metrics)).to.equal(1_795_664_297_000);
  });

  it('should be unknown where the server does not tell, never zero', () => {
    expect(figureOf('lag', metrics)).to.equal(undefined);
    expect(
      FIGURES.map(({ key }) => figureOf(key, readMetrics(''))).filter((value) => value !== undefined),
    ).to.deep.equal([]);
  });

  it('should not divide by a count of nothing', () => {
    expect(figureOf('perBatch', readMetrics('tongban_commands 0\ntongban_batches 0'))).to.equal(undefined);
  });
});
