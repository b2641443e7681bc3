import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface ChartPoint {
  name: string;
  value: number | null;
  /// As people read it.
  text: string;
}

interface Props {
  label: string;
  kind: "line" | "bar";
  points: ChartPoint[];
  isDark: boolean;
  unit?: string;
  /// The most that there can be: 100 of a percentage.
  top?: number;
  onPick?: (index: number) => void;
}

/// One row of numbers, drawn as vectors: sharp on a wall, on a phone and on paper without colour.
function optionOf({ kind, points, isDark, unit, top }: Props): echarts.EChartsCoreOption {
  const ink = isDark ? "#b3bdca" : "#4a5666";
  const line = isDark ? "#262f3b" : "#e3e8ef";
  const accent = isDark ? "#7fb0ff" : "#1457c9";
  const isLying = kind === "bar";
  const names = { type: "category", data: points.map((point) => point.name), axisTick: { show: false } };
  const style = { axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink } };
  const numbers = {
    type: "value",
    scale: kind === "line",
    max: top,
    // Where all have the most, half the height is below it.
    min: top === undefined ? undefined : ({ min }: { min: number }) => (min === top ? top / 2 : undefined),
    name: unit,
    splitLine: { lineStyle: { color: line } },
  };
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "axis",
      formatter: (shown: { dataIndex: number }[]) => {
        const point = points[shown[0]?.dataIndex ?? -1];
        return point ? `${echarts.format.encodeHTML(point.name)}<br/><b>${point.text}</b>` : "";
      },
    },
    xAxis: { ...(isLying ? numbers : names), ...style },
    yAxis: { ...(isLying ? { ...names, inverse: true } : numbers), ...style },
    series: [
      {
        type: kind,
        data: points.map((point) => point.value),
        symbol: "circle",
        symbolSize: 6,
        lineStyle: { color: accent, width: 2 },
        itemStyle: { color: accent },
        barMaxWidth: 18,
        connectNulls: false,
      },
    ],
  };
}

export function Chart(props: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | undefined>(undefined);
  const pick = useRef(props.onPick);
  pick.current = props.onPick;
  useEffect(() => {
    if (!holder.current) return;
    const made = echarts.init(holder.current, undefined, { renderer: "svg" });
    chart.current = made;
    made.on("click", ({ dataIndex }) => {
      if (typeof dataIndex === "number") pick.current?.(dataIndex);
    });
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(holder.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionOf(props), { notMerge: true });
  });
  return <div ref={holder} className="chart" role="img" aria-label={props.label} />;
}
