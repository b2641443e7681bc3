import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/api/session";
import { UnitSelect } from "@/shell/CitySelect";
import { useWords } from "@/text/words";
import type { useHere } from "./cells";

interface Props {
  units: string[];
  here: ReturnType<typeof useHere>;
  onChange: (units: string[]) => void;
}

/// Whom to call together. The street and the cell's professional staff are one tap away, everybody else by name;
/// the first one leads.
export function Mobilise({ units, here, onChange }: Props) {
  const { t } = useTranslation();
  const { city } = useWords();
  const me = useMe();
  const id = useId();
  const offered = useMemo(() => {
    const lines = new Map<string, string>();
    if (city?.units.some((unit) => unit.code === me.unit)) lines.set(me.unit, t("grid.ownUnit"));
    for (const { person, line_name } of here.lookup.data?.people ?? []) {
      if (!lines.has(person.unit)) lines.set(person.unit, line_name);
    }
    for (const unit of units) if (!lines.has(unit)) lines.set(unit, "");
    return [...lines].map(([code, line]) => {
      const unit = city?.units.find((each) => each.code === code);
      return { code, line, name: unit?.short_name || unit?.name || code };
    });
  }, [city, me.unit, here.lookup.data, units, t]);

  const toggle = (code: string) =>
    onChange(units.includes(code) ? units.filter((each) => each !== code) : [...units, code]);

  return (
    <section className="grid-mobilise" aria-labelledby={id}>
      <h2 id={id}>{t("grid.mobilise")}</h2>
      <div className="grid-units">
        {offered.map(({ code, line, name }) => {
          const at = units.indexOf(code);
          return (
            <button key={code} type="button" aria-pressed={at >= 0} onClick={() => toggle(code)}>
              <b>{name}</b>
              <small>{at === 0 ? t("units.lead") : at > 0 ? t("units.assisting") : line}</small>
            </button>
          );
        })}
      </div>
      <UnitSelect
        value={undefined}
        placeholder={t("grid.moreUnits")}
        onChange={(code) => {
          if (typeof code === "string" && !units.includes(code)) onChange([...units, code]);
        }}
      />
      <small className="quiet">
        {units.length > 0 ? t("grid.firstLeads") : t("grid.noneChosen")}
        {units.length > 0 && !units.includes(me.unit) && t("grid.withoutOwn")}
      </small>
    </section>
  );
}
