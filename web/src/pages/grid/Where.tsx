import { Button, Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { PlaceSelect } from "@/shell/CitySelect";
import type { useHere } from "./cells";
import { middleOf, type Point } from "./geometry";
import type { Position } from "./usePosition";

interface Props {
  point: Point | undefined;
  accuracy: number | undefined;
  position: Position;
  here: ReturnType<typeof useHere>;
  onAsk: () => void;
  onPick: (point: Point) => void;
  missing?: boolean;
  /// Where a place may be named instead of a cell.
  place?: string;
  onPlace?: (place: string) => void;
}

/// Where it is: by the phone, or by choosing a cell where the phone does not know.
export function Where({ point, accuracy, position, here, onAsk, onPick, missing, place, onPlace }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const cells = here.cells.data ?? [];
  const isOutside = !!point && !here.cell && here.lookup.data !== undefined;
  const found = point
    ? [
        here.cell?.name ?? (isOutside ? t("grid.outside") : t("grid.located")),
        accuracy === undefined ? t("grid.byHand") : t("grid.accuracy", { metres: accuracy }),
      ].join(" · ")
    : position.isAsking
      ? t("grid.locating")
      : t(position.trouble === "denied" ? "grid.denied" : "grid.noPosition");
  return (
    <section className={missing && !point ? "grid-where is-missing" : "grid-where"} aria-labelledby={id}>
      <div className="grid-where-head">
        <h2 id={id}>{t("grid.where")}</h2>
        <Button size="small" onClick={onAsk} loading={position.isAsking}>
          {t("grid.locate")}
        </Button>
      </div>
      <p aria-live="polite">{found}</p>
      {!point && !position.isAsking && cells.length > 0 && (
        <Select
          className="wide"
          size="large"
          aria-label={t("grid.pickCell")}
          placeholder={t("grid.pickCell")}
          options={cells.map((cell) => ({ value: cell.code, label: cell.name }))}
          onChange={(code: string) => {
            const cell = cells.find((each) => each.code === code);
            if (cell) onPick(middleOf(cell.ring));
          }}
        />
      )}
      {isOutside && onPlace && (
        <PlaceSelect
          value={place}
          placeholder={t("grid.namePlace")}
          onChange={(code) => onPlace((code as string | undefined) ?? "")}
        />
      )}
    </section>
  );
}
