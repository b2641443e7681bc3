import { Checkbox, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ArticleSelect } from "@/shell/ArticleSelect";
import { CategorySelect, PlaceSelect, UnitSelect } from "@/shell/CitySelect";
import { fromField, instantOf, toField } from "@/text/time";
import { useTimes, useWords } from "@/text/words";
import type { Field } from "./commands";

interface Props {
  /// Whose texts: a command, a paper, or a form of a document: the first part of their names.
  command: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  id: string;
  missing: boolean;
}

interface LimitValue {
  amount: number;
  unit: string;
}

function LimitInput({
  id,
  value,
  onChange,
}: {
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const { label, city } = useWords();
  const limit = (value as LimitValue | undefined) ?? { amount: 0, unit: "working_days" };
  const set = (next: LimitValue) => onChange(next.amount > 0 ? next : undefined);
  return (
    <span className="pair">
      <InputNumber
        id={id}
        min={1}
        max={43_200}
        precision={0}
        value={limit.amount || null}
        placeholder={t("form.byCatalogue")}
        onChange={(amount) => set({ ...limit, amount: amount ?? 0 })}
      />
      <Select
        aria-label={t("field.limit_unit")}
        value={limit.unit}
        onChange={(unit) => set({ ...limit, unit })}
        options={(city?.enums.limit_unit ?? []).map((each) => ({
          value: each.code,
          label: label("limit_unit", each.code),
        }))}
      />
    </span>
  );
}

/// One answer of a command's form.
export function CommandField({ command, field, value, onChange, id, missing }: Props) {
  const { t, i18n } = useTranslation();
  const { label, city } = useWords();
  const { offset } = useTimes();
  const status = missing ? ("error" as const) : undefined;
  const free = t as (key: string) => string;
  const hintKey = `hint.${command}.${field.name}`;
  const placeholder = i18n.exists(hintKey) ? free(hintKey) : undefined;

  const radios = (options: { value: unknown; label: string }[]) => (
    <Radio.Group
      id={id}
      optionType="button"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={options as { value: string; label: string }[]}
    />
  );
  const ofEnum = (name: "verdict" | "satisfaction" | "contact_method" | "request_type") =>
    (city?.enums[name] ?? []).map((each) => ({ value: each.code, label: label(name, each.code) }));

  switch (field.kind) {
    case "text":
      return (
        <Input.TextArea
          id={id}
          value={(value as string) ?? ""}
          status={status}
          maxLength={10_000}
          autoSize={{ minRows: 3, maxRows: 12 }}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "line":
    case "caseNumber":
      return (
        <Input
          id={id}
          value={(value as string) ?? ""}
          status={status}
          maxLength={field.kind === "line" ? 1000 : 32}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      );
    case "flag":
      return (
        <Checkbox id={id} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
          {free(`field.${command}.${field.name}`)}
        </Checkbox>
      );
    case "choice":
      return radios([
        { value: true, label: free(`choice.${command}.yes`) },
        { value: false, label: free(`choice.${command}.no`) },
      ]);
    case "verdict":
      return radios(ofEnum("verdict"));
    case "satisfaction":
      return radios(ofEnum("satisfaction"));
    case "method":
      return radios(ofEnum("contact_method"));
    case "type":
      return (
        <Select
          id={id}
          allowClear
          value={value as string}
          onChange={onChange}
          options={ofEnum("request_type")}
        />
      );
    case "select":
      return (
        <Select
          id={id}
          value={value as string}
          status={status}
          allowClear={!field.required}
          onChange={onChange}
          options={(field.codes ?? []).map((code) => ({
            value: code,
            label: field.labels?.[code] ?? free(`${field.words}.${code}`),
          }))}
        />
      );
    case "words":
      return (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={["、", "，", ",", " "]}
          value={(value as string[]) ?? []}
          onChange={onChange}
          placeholder={placeholder}
        />
      );
    case "unit":
      return (
        <UnitSelect
          id={id}
          value={value as string}
          status={status}
          onChange={onChange}
          placeholder={placeholder}
        />
      );
    case "units":
      return <UnitSelect id={id} multiple value={(value as string[]) ?? []} onChange={onChange} />;
    case "category":
      return <CategorySelect id={id} value={value as string} onChange={onChange} />;
    case "categories":
      return <CategorySelect id={id} multiple value={(value as string[]) ?? []} onChange={onChange} />;
    case "article":
    case "articleCode":
      return (
        <ArticleSelect
          id={id}
          by={field.kind === "article" ? "citation" : "code"}
          value={value as string}
          onChange={onChange}
        />
      );
    case "place":
      return <PlaceSelect id={id} value={value as string} onChange={onChange} />;
    case "limit":
      return <LimitInput id={id} value={value} onChange={onChange} />;
    case "time":
      return (
        <input
          id={id}
          type="datetime-local"
          className="time-field"
          value={typeof value === "string" ? toField(instantOf(value), offset) : ""}
          onChange={(event) =>
            onChange(event.target.value ? fromField(event.target.value, offset) : undefined)
          }
        />
      );
    case "declineReason":
      return (
        <Select
          id={id}
          value={value as string}
          status={status}
          showSearch={{ optionFilterProp: "label" }}
          onChange={onChange}
          options={(city?.decline_reasons ?? []).map((each) => ({ value: each.code, label: each.name }))}
        />
      );
    case "handOver":
      return (
        <Select
          id={id}
          value={value as string}
          status={status}
          showSearch={{ optionFilterProp: "label" }}
          onChange={onChange}
          options={(city?.hand_over_targets ?? []).map((each) => ({ value: each.code, label: each.name }))}
        />
      );
  }
}
