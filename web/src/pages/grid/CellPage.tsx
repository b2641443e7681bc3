import { Select } from "antd";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Schema } from "@/api/client";
import { Asked, Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { rememberCell, useHere } from "./cells";
import { type Cell, type Point, sketchOf } from "./geometry";
import { usePosition } from "./usePosition";

const kWide = 358;
const kHigh = 220;

/// The street's cells as they lie, mine filled, and the dot where the phone is.
function CellSketch({
  cells,
  cell,
  point,
}: {
  cells: Cell[];
  cell: Cell | undefined;
  point: Point | undefined;
}) {
  const { t } = useTranslation();
  const sketch = useMemo(() => sketchOf(cells, kWide, kHigh), [cells]);
  if (!sketch) return null;
  const dot = point && sketch.place(point);
  const isOnPaper = dot && dot.x >= 0 && dot.x <= kWide && dot.y >= 0 && dot.y <= sketch.height;
  return (
    <svg
      className="grid-sketch"
      viewBox={`-4 -4 ${kWide + 8} ${sketch.height + 8}`}
      role="img"
      aria-label={t("grid.sketch", { cell: cell?.name ?? "" })}
    >
      {sketch.shapes.map((shape) => (
        <path key={shape.code} d={shape.path} className={shape.code === cell?.code ? "is-mine" : undefined} />
      ))}
      {isOnPaper && <circle cx={dot.x} cy={dot.y} r={6} />}
    </svg>
  );
}

function Person({ found }: { found: Schema["CellPerson"] }) {
  const { t } = useTranslation();
  const { person, line_name } = found;
  return (
    <li className="grid-person">
      <span className="avatar" aria-hidden="true">
        {line_name.slice(0, 1) || person.name.slice(0, 1)}
      </span>
      <span className="grid-person-text">
        <b>{person.name}</b>
        <small className="quiet">{[line_name || person.kind_label, person.unit_name].join(" · ")}</small>
        <span>
          <Badge tone={person.at_work ? "green" : "grey"}>
            {t(person.at_work ? "grid.atWork" : "grid.offWork")}
          </Badge>{" "}
          <small className="quiet">{person.shift_name}</small>
        </span>
      </span>
      {person.phone_masked ? (
        <span className="number quiet">{person.phone}</span>
      ) : (
        <a className="grid-call number" href={`tel:${person.phone}`}>
          <span className="hidden-text">{t("grid.call", { name: person.name })} </span>
          {person.phone}
        </a>
      )}
    </li>
  );
}

/// My cell: where it lies and who else works in it, each a tap away from being called.
export default function CellPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const position = usePosition();
  const here = useHere(position.point, search.get("cell") ?? undefined);
  const cells = here.cells.data ?? [];
  const { cell } = here;
  useEffect(() => {
    if (cell) rememberCell(cell.code);
  }, [cell]);

  return (
    <section className="grid-cell" aria-label={t("grid.tab.cell")}>
      {cells.length > 0 && (
        <Select
          className="wide"
          size="large"
          aria-label={t("grid.pickCell")}
          placeholder={t("grid.pickCell")}
          value={cell?.code}
          options={cells.map((each) => ({
            value: each.code,
            label: each.code === here.stands?.code ? t("grid.standHere", { cell: each.name }) : each.name,
          }))}
          onChange={(code: string) => setSearch({ cell: code }, { replace: true })}
        />
      )}
      <div className="grid-sketch-room">
        <CellSketch
          cells={cells.length > 0 ? cells : cell ? [cell] : []}
          cell={cell}
          point={position.point}
        />
      </div>
      {!cell && !here.lookup.isFetching && !position.isAsking ? (
        <Nothing text={t(position.point ? "grid.outside" : "grid.noPosition")} />
      ) : (
        <Asked query={here.lookup} rows={6}>
          {(answer) => (
            <>
              <h2 className="grid-title">
                {answer.cell?.name ?? t("grid.outside")}
                <small className="quiet">
                  {[answer.district_name, answer.street_name, answer.cell?.community_name]
                    .filter(Boolean)
                    .join(" / ")}
                </small>
              </h2>
              {answer.people.length === 0 ? (
                <Nothing text={t("grid.nobody")} />
              ) : (
                <ul className="grid-people">
                  {answer.people.map((found) => (
                    <Person key={found.person.code} found={found} />
                  ))}
                </ul>
              )}
            </>
          )}
        </Asked>
      )}
    </section>
  );
}
