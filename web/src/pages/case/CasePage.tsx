import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { CaseView, isCaseTab } from "./CaseView";

export default function CasePage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab");
  useEffect(() => {
    document.title = `${id} · ${t("case.title")}`;
  }, [id, t]);
  return (
    <CaseView
      id={id}
      tab={isCaseTab(asked) ? asked : "timeline"}
      onTab={(tab) => setSearch(tab === "timeline" ? {} : { tab }, { replace: true })}
    />
  );
}
