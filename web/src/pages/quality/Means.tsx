import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { Asked, Nothing } from "@/shell/Trouble";
import { Fact, Facts } from "@/ui/Fact";
import { meansQuery } from "./queries";

function Table({ title, rows }: { title: string; rows: Schema["QualityMean"][] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <table className="means">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("checks.name")}</th>
          <th scope="col">{t("checks.count")}</th>
          <th scope="col">{t("checks.mean")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">{row.name}</th>
            <td>{row.count}</td>
            <td>{row.mean.toFixed(1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/// Means of what was drawn by lot in the last 30 days, the lowest first.
export function Means() {
  const { t } = useTranslation();
  return (
    <Asked query={useQuery(meansQuery)} rows={8}>
      {(means) =>
        means.drawn === 0 ? (
          <Nothing text={t("checks.none.means")} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys
          <div className="means-all" tabIndex={0} role="region" aria-label={t("checks.view.means")}>
            <p className="quiet">{t("checks.meansHint")}</p>
            <Facts columns={4}>
              <Fact name={t("checks.drawn")}>{means.drawn}</Fact>
              <Fact name={t("checks.scored")}>{means.scored}</Fact>
              <Fact name={t("checks.appealed")}>{means.appealed}</Fact>
              <Fact name={t("checks.changed")}>{means.changed}</Fact>
            </Facts>
            <Table title={t("checks.ofCriteria")} rows={means.criteria} />
            <Table title={t("checks.ofUnits")} rows={means.units} />
            <Table title={t("checks.ofAgents")} rows={means.agents} />
          </div>
        )
      }
    </Asked>
  );
}
