/** Bars in groups or stacked. Only what it needs of the chart library is loaded, and only with it. */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { axisLabels } from './axis-labels.ts';
import type { Bars } from './bars.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export interface OpenChart {
  show(bars: Bars): void;
  resize(): void;
  destroy(): void;
}

export function openBarChart(container: HTMLElement, language: 'zh' | 'en'): OpenChart {
  const chart = init(container, undefined, { locale: language === 'zh' ? 'ZH' : 'EN', renderer: 'svg' });
  let shown: Bars | undefined;
  return {
    show(bars) {
      shown = bars;
      chart.setOption(optionsOf(bars, getComputedStyle(container), chart.getWidth()));
    },
    resize() {
      chart.resize();
      if (shown) chart.setOption(optionsOf(shown, getComputedStyle(container), chart.getWidth()));
    },
    destroy: () => chart.dispose(),
  };
}

/** Patterns tell series apart without colour. Sizes and colours are those of where the chart stands. */
function optionsOf(bars: Bars, style: CSSStyleDeclaration, width: number): Parameters<EChartsType['setOption']>[0] {
  const size = Number.parseFloat(style.fontSize) * 0.875;
  const color = style.getPropertyValue('--ink-soft').trim();
  const line = style.getPropertyValue('--line-soft').trim();
  const textStyle = { fontSize: size, color, fontFamily: style.getPropertyValue('--font').trim() };
  return {
    animation: false,
    aria: { enabled: true, label: { description: bars.description }, decal: { show: true } },
    textStyle,
    color: bars.series.map((series) => series.colour),
    grid: { left: size, right: size, top: size * 3.5, bottom: size * 0.5, containLabel: true },
    legend: { top: 0, left: 0, textStyle, type: 'plain' },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: { fontSize: size } },
    xAxis: {
      type: 'category',
      data: [...bars.categories],
      axisLabel: { ...textStyle, ...axisLabels(bars.categories, { width, size }) },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: textStyle, splitLine: { lineStyle: { color: line } } },
    series: bars.series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: size * 2,
      ...(bars.stacked ? { stack: 'all' } : {}),
    })),
  };
}
