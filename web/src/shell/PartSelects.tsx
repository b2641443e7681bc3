import { useTranslation } from "react-i18next";
import { CategorySelect, PlaceSelect, UnitSelect } from "./CitySelect";

const kSelects = [
  { name: "category", label: "case.category", Select: CategorySelect },
  { name: "place", label: "case.place", Select: PlaceSelect },
  { name: "unit", label: "list.unit", Select: UnitSelect },
] as const;
type Name = (typeof kSelects)[number]["name"];

interface Props {
  of: (name: Name) => string | null | undefined;
  set: (changes: { [name: string]: string | null }) => void;
}

/// Which part of the city's cases: of a category, of a place, of a unit.
export function PartSelects({ of, set }: Props) {
  const { t } = useTranslation();
  return kSelects.map(({ name, label, Select }) => (
    <Select
      key={name}
      value={of(name) ?? ""}
      placeholder={t(label)}
      onChange={(value) => set({ [name]: (value as string) || null })}
    />
  ));
}
