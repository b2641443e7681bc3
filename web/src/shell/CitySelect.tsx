import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/text/words";
import { cityIndex } from "./cityIndex";

interface Props {
  id?: string;
  value: string | string[] | undefined;
  onChange: (value: unknown) => void;
  multiple?: boolean;
  status?: "error";
  placeholder?: string;
  autoFocus?: boolean;
}

interface Option {
  value: string;
  label: string;
  search: string;
}

function CitySelect({ options, multiple, value, ...rest }: Props & { options: Option[] }) {
  const { t } = useTranslation();
  return (
    <Select
      {...rest}
      aria-label={rest.id ? undefined : rest.placeholder}
      mode={multiple ? "multiple" : undefined}
      value={value || undefined}
      allowClear
      className="wide"
      showSearch={{
        filterOption: (typed, option) => (option?.search ?? "").includes(typed.trim().toLowerCase()),
      }}
      notFoundContent={t("form.nothingFound")}
      options={options}
    />
  );
}

/// A unit by any part of its name, short name or code.
export function UnitSelect(props: Props) {
  const { city } = useWords();
  const options = useMemo(
    () =>
      (city?.units ?? []).map((unit) => ({
        value: unit.code,
        label: unit.name,
        search: `${unit.name}${unit.short_name}${unit.code}`.toLowerCase(),
      })),
    [city],
  );
  return <CitySelect {...props} options={options} />;
}

/// A category by any part of its three levels.
export function CategorySelect(props: Props) {
  const { city } = useWords();
  const options = useMemo(
    () =>
      (city?.categories ?? []).map((category) => ({
        value: category.code,
        label: `${category.level2} / ${category.name}`,
        search: `${category.level1}${category.level2}${category.name}${category.code}`.toLowerCase(),
      })),
    [city],
  );
  return <CitySelect {...props} options={options} />;
}

/// A place by its name or by where it lies: "金贸 玉沙" finds 玉沙社区 of 金贸街道.
export function PlaceSelect(props: Props) {
  const { city } = useWords();
  const options = useMemo(() => {
    const index = cityIndex(city);
    return (city?.places ?? []).map((place) => {
      const way = index.wayOf(place.code);
      return {
        value: place.code,
        label: way.join(" / "),
        search: `${way.join("")}${place.code}`.toLowerCase(),
      };
    });
  }, [city]);
  return <CitySelect {...props} options={options} />;
}
