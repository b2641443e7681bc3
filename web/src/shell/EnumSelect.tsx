import { Select } from "antd";
import type { Schema } from "@/api/client";
import { useWords } from "@/text/words";

interface Props {
  of: keyof Schema["City"]["enums"];
  label: string;
  placeholder?: string;
  /// Codes with commas between, where several may be chosen.
  value: string;
  onChange: (value: string) => void;
  multiple?: boolean;
}

/// One of the city's words of a kind, or several; none is "".
export function EnumSelect({ of, label, placeholder = label, value, onChange, multiple = false }: Props) {
  const words = useWords();
  const options = (words.city?.enums[of] ?? []).map(({ code }) => ({
    value: code,
    label: words.label(of, code),
  }));
  const common = { allowClear: true, "aria-label": label, placeholder, options };
  if (!multiple)
    return <Select {...common} value={value || undefined} onChange={(one) => onChange(one ?? "")} />;
  return (
    <Select
      {...common}
      mode="multiple"
      maxTagCount="responsive"
      value={value.split(",").filter(Boolean)}
      onChange={(several: string[]) => onChange(several.join(","))}
    />
  );
}
