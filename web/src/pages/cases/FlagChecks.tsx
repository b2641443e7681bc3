import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { Changes } from "@/shell/useAddress";
import { kFlags } from "./filter";

/// Only the urgent, only the overdue, and what else is asked with yes or no.
export function FlagChecks({ search, set }: { search: URLSearchParams; set: (changes: Changes) => void }) {
  const { t } = useTranslation();
  return kFlags.map((flag) => (
    <Checkbox
      key={flag}
      checked={search.get(flag) === "true"}
      onChange={(event) => set({ [flag]: event.target.checked ? "true" : null })}
    >
      {t(`cases.${flag}`)}
    </Checkbox>
  ));
}
