import { Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/ui/Badge";
import type { CheckSheet } from "./queries";
import { givenOf, lackingOf, pointsOf, type Typed, totalOf } from "./sheet";

interface Props {
  items: CheckSheet["items"];
  typed: Typed;
  onType: (next: Typed) => void;
  /// Whether somebody tried to send it: what is lacking is shown then.
  tried: boolean;
}

/// One line for each criterion: its points, and why some were taken off.
export function ScoreSheet({ items, typed, onType, tried }: Props) {
  const { t } = useTranslation();
  const sheetId = useId();
  const lacking = tried ? lackingOf(items, typed) : [];
  const total = totalOf(items, typed);
  return (
    <>
      <ul className="sheet">
        {items.map((item) => {
          const given = givenOf(item, typed);
          const points = pointsOf(item, typed);
          const isLacking = lacking.includes(item.criterion);
          const set = (change: Partial<typeof given>) =>
            onType({ ...typed, [item.criterion]: { ...given, ...change } });
          return (
            <li key={item.criterion}>
              <div className="sheet-line">
                <label htmlFor={`${sheetId}-${item.criterion}`}>
                  {item.name} {item.fatal && <Badge tone="red">{t("checks.fatal")}</Badge>}
                </label>
                <Input
                  id={`${sheetId}-${item.criterion}`}
                  className="sheet-points"
                  inputMode="numeric"
                  value={given.points}
                  status={points === null ? "error" : ""}
                  aria-invalid={points === null}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => set({ points: event.target.value })}
                />
                <span className="quiet">/ {item.points_max}</span>
              </div>
              {points !== item.points_max && (
                <Input.TextArea
                  value={given.reason}
                  autoSize={{ minRows: 1, maxRows: 6 }}
                  status={isLacking ? "error" : ""}
                  aria-label={t("checks.reasonOf", { name: item.name })}
                  placeholder={t("checks.reason")}
                  onChange={(event) => set({ reason: event.target.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {lacking.length > 0 && (
        <p className="missing" role="alert">
          {t("checks.lacking")}
        </p>
      )}
      <p className="sheet-total" aria-live="polite">
        {t("checks.total")} <b>{total ?? "—"}</b>
      </p>
    </>
  );
}
