import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { ApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { useTimes } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { monthEnd, periodOf, todayOf } from "./figures";

type Unit = Schema["UnitScore"];

const score = (value: number | undefined) => (value === undefined ? "—" : value.toFixed(2));

/// How a unit came to its score, part by part, each part with its arithmetic and its cases.
function Parts({ unit, period }: { unit: Unit; period: string }) {
  const { t } = useTranslation();
  const days = `from=${period}-01&to=${monthEnd(`${period}-01`)}`;
  return (
    <div className="assessment-parts">
      <table className="plain">
        <thead>
          <tr>
            <th>{t("figures.metric")}</th>
            <th className="right">{t("figures.value")}</th>
            <th className="right">{t("figures.assessment.record")}</th>
            <th className="right">{t("figures.assessment.weight")}</th>
            <th className="right">{t("figures.assessment.score")}</th>
            <th>{t("figures.assessment.arithmetic")}</th>
          </tr>
        </thead>
        <tbody>
          {unit.parts.map((part) => (
            <tr key={part.code}>
              <td>
                <Link to={`/figures?metric=${part.figure}&unit=${unit.unit}&${days}`}>{part.name}</Link>
              </td>
              <td className="right">
                {score(part.value)}{" "}
                <span className="quiet">
                  {part.numerator}/{part.denominator}
                </span>
              </td>
              <td className="right">{score(part.record)}</td>
              <td className="right">{part.weight}</td>
              <td className="right">
                <b>{score(part.score)}</b>
              </td>
              <td className="quiet">{part.arithmetic}</td>
            </tr>
          ))}
          {unit.adjustments.map((each) => (
            <tr key={each.code}>
              <td>{each.name}</td>
              <td className="right">{each.count}</td>
              <td />
              <td />
              <td className="right">
                <b>{score(each.score)}</b>
              </td>
              <td className="quiet">{each.arithmetic}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{unit.arithmetic}</p>
    </div>
  );
}

function UnitRow({ unit, period }: { unit: Unit; period: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [isOpen, setOpen] = useState(false);
  const file = (format: string) =>
    `/api/v1/assessments/${period}/report?unit=${encodeURIComponent(unit.unit)}&format=${format}`;
  return (
    <>
      <tr>
        <td className="right">{unit.rank ?? "—"}</td>
        <td>
          <Button
            type="link"
            size="small"
            aria-expanded={isOpen}
            className="assessment-unit"
            onClick={() => setOpen(!isOpen)}
          >
            {unit.unit_name}
          </Button>{" "}
          {unit.is_apart && <Badge tone="grey">{t("figures.assessment.apart")}</Badge>}
        </td>
        <td className="right">{unit.sample}</td>
        <td className="right">
          <b>{score(unit.score)}</b>
        </td>
        <td>
          {may("export") && (
            <span className="pair">
              <a href={file("xlsx")}>XLSX</a>
              <a href={file("pdf")}>PDF</a>
            </span>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={5}>
            <Parts unit={unit} period={period} />
          </td>
        </tr>
      )}
    </>
  );
}

function History({ period }: { period: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: [...keys.lists, "assessment-history", period],
    queryFn: () => ok(client.GET("/api/v1/assessments/{period}/history", { params: { path: { period } } })),
  });
  if (!query.data || query.data.items.length < 2) return null;
  return (
    <Panel title={t("figures.assessment.history")}>
      <ul className="papers">
        {query.data.items.map((each) => (
          <li key={each.log_index}>
            <span>{each.made_at.replace("T", " ").slice(0, 16)}</span>
            <span className="quiet">
              {each.made_by} · #{each.log_index} · {each.rules_version}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/// The month's assessment: groups, ranks, and the arithmetic of every point. The unit's appeals are on its cases.
export function AssessmentBoard() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { message } = App.useApp();
  const { now, offset } = useTimes();
  const cache = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const last = periodOf("lastMonth", todayOf(now, offset)).from.slice(0, 7);
  const asked = search.get("period") ?? "";
  const period = /^\d{4}-\d{2}$/.test(asked) ? asked : last;
  const query = useQuery({
    queryKey: [...keys.lists, "assessment", period],
    queryFn: async () => {
      try {
        return await ok(client.GET("/api/v1/assessments/{period}", { params: { path: { period } } }));
      } catch (error) {
        if (error instanceof ApiError && error.code === "not_assessed") return null;
        throw error;
      }
    },
  });
  const assess = useMutation({
    mutationFn: () => ok(client.POST("/api/v1/assessments/{period}", { params: { path: { period } } })),
    onSuccess: () => void message.success(t("figures.assessment.done")),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.lists }),
  });
  return (
    <>
      <div className="figures-filter panel">
        <label className="day">
          {t("figures.card.month")}{" "}
          <input
            type="month"
            className="time-field"
            value={period}
            onChange={(event) =>
              event.target.value && setSearch({ view: "assessment", period: event.target.value })
            }
          />
        </label>
        {may("assess") && (
          <Popconfirm title={t("figures.assessment.ask")} onConfirm={() => assess.mutate()}>
            <Button loading={assess.isPending}>{t("figures.assessment.reckon")}</Button>
          </Popconfirm>
        )}
        <Link to="/figures?metric=appeal_upheld_rate">{t("figures.assessment.appeals")}</Link>
      </div>
      {assess.error && <Trouble error={assess.error} />}
      <Asked query={query} rows={10}>
        {(assessment) =>
          assessment === null ? (
            <Nothing text={t("figures.assessment.none")} />
          ) : (
            <>
              <p className="quiet">
                {assessment.rules.name} · {t("figures.assessment.made", { by: assessment.made_by })}{" "}
                {assessment.made_at.replace("T", " ").slice(0, 16)} ·{" "}
                {t("figures.assessment.sample", { count: assessment.rules.sample_min })}
              </p>
              {assessment.groups
                .filter((group) => group.units.length > 0)
                .map((group) => (
                  <Panel
                    key={group.code}
                    title={group.name}
                    extra={t("figures.assessment.total", { total: group.total })}
                  >
                    <table className="plain">
                      <thead>
                        <tr>
                          <th className="right">{t("figures.rank")}</th>
                          <th>{t("list.unit")}</th>
                          <th className="right">{t("figures.assessment.cases")}</th>
                          <th className="right">{t("figures.assessment.score")}</th>
                          <th>{t("figures.assessment.report")}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {group.units.map((unit) => (
                          <UnitRow key={unit.unit} unit={unit} period={period} />
                        ))}
                      </tbody>
                    </table>
                  </Panel>
                ))}
              {may("assess") && <History period={period} />}
            </>
          )
        }
      </Asked>
    </>
  );
}
