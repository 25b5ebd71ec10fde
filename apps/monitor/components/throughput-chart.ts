/** The chart of started and ended cases per day. Only what it needs of the chart library is loaded, and only with it. */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export interface ThroughputTexts {
  readonly language: 'zh' | 'en';
  readonly started: string;
  readonly ended: string;
  /** What the chart shows, for people who do not see it. */
  readonly description: string;
}

export interface ThroughputDay {
  readonly day: string;
  readonly started: number;
  readonly ended: number;
}

export interface ThroughputChart {
  show(days: readonly ThroughputDay[]): void;
  resize(): void;
  destroy(): void;
}

const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function openThroughputChart(container: HTMLElement, texts: ThroughputTexts): ThroughputChart {
  const chart = init(container, undefined, { locale: texts.language === 'zh' ? 'ZH' : 'EN', renderer: 'svg' });
  return {
    show: (days) => chart.setOption(optionsOf(days, texts)),
    resize: () => chart.resize(),
    destroy: () => chart.dispose(),
  };
}

/** Stripes tell the two apart without colour. */
function optionsOf(days: readonly ThroughputDay[], texts: ThroughputTexts): Parameters<EChartsType['setOption']>[0] {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const textStyle = { fontSize: rem * 0.8125, color: css('--ink-soft'), fontFamily: css('--font') };
  return {
    animation: false,
    aria: { enabled: true, label: { description: texts.description }, decal: { show: true } },
    textStyle,
    color: [css('--brand'), '#d98a1f'],
    grid: { left: rem, right: rem, top: rem * 3, bottom: rem * 0.5, containLabel: true },
    legend: { top: 0, left: 0, textStyle },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: { fontSize: rem * 0.8125 } },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => day.slice(5)),
      axisLabel: textStyle,
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: textStyle },
    series: [
      { type: 'bar', name: texts.started, data: days.map(({ started }) => started), barMaxWidth: 18 },
      { type: 'bar', name: texts.ended, data: days.map(({ ended }) => ended), barMaxWidth: 18 },
    ],
  };
}
