import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { useSession } from "@/api/session";
import { Asked } from "@/shell/Trouble";
import { useTimes } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { todayOf } from "./figures";
import { OutsideFigures } from "./OutsideFigures";

type Line = Schema["CardLine"];

function CardTile({ line, card }: { line: Line; card: Schema["Card"] }) {
  const { t } = useTranslation();
  const number = (value: number | undefined) =>
    value === undefined
      ? "—"
      : line.in_points
        ? `${value.toFixed(2)}%`
        : value.toLocaleString("en-US", { maximumFractionDigits: 0 });
  const tone = line.is_reached === undefined ? "grey" : line.is_reached ? "green" : "red";
  return (
    <li className="card-tile panel">
      <p>
        <span className="card-arrow" aria-hidden="true">
          {line.is_up ? "▲" : "▼"}
        </span>
        <b>{line.name}</b>
        <Badge tone={tone}>
          {t(
            line.is_reached === undefined
              ? "figures.card.unknown"
              : line.is_reached
                ? "figures.card.reached"
                : "figures.card.missed",
          )}
        </Badge>
      </p>
      <strong>{line.text || "—"}</strong>
      <small className="quiet">
        {t(line.in_points ? "figures.card.points" : "figures.card.relative")} ·{" "}
        {t("figures.card.from", { now: number(line.now), before: number(line.before) })}
      </small>
      <small>
        <Link to={`/figures?metric=${line.figure}&from=${card.from}&to=${card.to}`}>
          {t("figures.card.look")}
        </Link>
        {line.is_outside && <span className="quiet"> · {t("figures.card.outside")}</span>}
      </small>
    </li>
  );
}

/// 六升一降, or as many as the city set up: each against the same days a year before.
export function CardBoard() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { now, offset } = useTimes();
  const [search, setSearch] = useSearchParams();
  const today = todayOf(now, offset);
  const asked = search.get("period") ?? "";
  const period = /^\d{4}(-\d{2})?$/.test(asked) ? asked : today.slice(0, 4);
  const query = useQuery({
    queryKey: [...keys.lists, "card", period],
    queryFn: () => ok(client.GET("/api/v1/cards/{period}", { params: { path: { period } } })),
  });
  const years = Array.from({ length: 5 }, (_, back) => String(Number(today.slice(0, 4)) - back));
  const go = (next: string) => setSearch({ view: "card", period: next }, { replace: true });
  return (
    <>
      <div className="figures-filter panel">
        <label className="day">
          {t("figures.card.year")}{" "}
          <select
            className="time-field"
            value={period.slice(0, 4)}
            onChange={(event) => go(event.target.value)}
          >
            {years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>
        <label className="day">
          {t("figures.card.month")}{" "}
          <select
            className="time-field"
            value={period.slice(5)}
            onChange={(event) =>
              go(event.target.value ? `${period.slice(0, 4)}-${event.target.value}` : period.slice(0, 4))
            }
          >
            <option value="">{t("figures.card.whole")}</option>
            {Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")).map((month) => (
              <option key={month}>{month}</option>
            ))}
          </select>
        </label>
      </div>
      <Asked query={query} rows={8}>
        {(card) => (
          <section aria-label={card.name}>
            <h2 className="card-name">
              {card.name}{" "}
              <small className="quiet">
                {t("figures.card.days", {
                  from: card.from,
                  to: card.to,
                  before: card.before_from,
                  beforeTo: card.before_to,
                })}
              </small>
            </h2>
            <ul className="card-tiles">
              {card.lines.map((line) => (
                <CardTile key={line.figure} line={line} card={card} />
              ))}
            </ul>
          </section>
        )}
      </Asked>
      {may("enter_figures") && <OutsideFigures today={today} />}
    </>
  );
}
