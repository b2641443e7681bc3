import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { Badge } from "@/ui/Badge";
import { drawn, hasParts, written } from "./figures";

type Part = "numerator" | "denominator";

interface Props {
  figure: Schema["Figure"];
  metric: Schema["Metric"];
  /// Null: the cases of all lines.
  onDrill: (part: Part, line: string | null) => void;
}

const whole = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

/// Every group with its parts; each number opens the cases behind it. Bars carry no meaning that words do not.
export function Ranking({ figure, metric, onDrill }: Props) {
  const { t } = useTranslation();
  const most = Math.max(1e-9, ...figure.lines.map((line) => drawn(line.figure, metric.shape) ?? 0));
  const parts = hasParts(metric.shape);
  const door = (part: Part, value: number, line: string | null, name: string) =>
    metric.is_outside ? (
      whole(value)
    ) : (
      <Button
        type="link"
        size="small"
        aria-label={t("figures.drillOf", { name, part: t(`figures.${part}`), value: whole(value) })}
        onClick={() => onDrill(part, line)}
      >
        {whole(value)}
      </Button>
    );
  const cells = (value: Schema["FigureValue"], line: string | null, name: string) => (
    <>
      <td className="right">
        <b>{written(value, metric.shape)}</b>
        {value.is_small && parts && <Badge tone="grey">{t("figures.small")}</Badge>}
      </td>
      <td className="right">{door("numerator", value.numerator, line, name)}</td>
      {parts && <td className="right">{door("denominator", value.denominator, line, name)}</td>}
    </>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys
    <div className="ranking-scroll" tabIndex={0} role="region" aria-label={t("figures.ranking")}>
      <table className="plain">
        <thead>
          <tr>
            <th className="right">{t("figures.rank")}</th>
            <th>{t(`figures.name`)}</th>
            <th className="right">{t("figures.value")}</th>
            <th className="right">{t("figures.numerator")}</th>
            {parts && <th className="right">{t("figures.denominator")}</th>}
            <td className="bar-cell" />
          </tr>
        </thead>
        <tbody>
          <tr className="total">
            <td />
            <td>{t("figures.total")}</td>
            {cells(figure.total, null, t("figures.total"))}
            <td aria-hidden="true" />
          </tr>
          {figure.lines.map((line) => (
            <tr key={line.group}>
              <td className="right quiet">{line.rank ?? "—"}</td>
              <td>{line.name || line.group || t("figures.unnamed")}</td>
              {cells(line.figure, line.group, line.name)}
              <td className="bar-cell" aria-hidden="true">
                <i style={{ width: `${(100 * (drawn(line.figure, metric.shape) ?? 0)) / most}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
